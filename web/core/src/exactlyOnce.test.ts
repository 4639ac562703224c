// The property that everything else serves: whatever happens between the keys and the server, each
// word that a person typed and each file that they chose is in one place, and in the end in the log,
// exactly once; and each tab ends with exactly the server's log.

import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Conversation, type Step } from "../testing/conversation";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const tab = fc.constantFrom(0 as const, 1 as const);
const inTab = <const D extends string>(...all: D[]) =>
  fc.record({ do: fc.constantFrom(...all), tab });
const around = <const D extends string>(...all: D[]) => fc.record({ do: fc.constantFrom(...all) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: inTab("type", "attach", "send", "send") },
  { weight: 3, arbitrary: inTab("edit", "retry") },
  { weight: 3, arbitrary: inTab("reload", "drop", "wake", "freeze") },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("crash" as const),
      tab,
      writes: fc.nat({ max: 9 }),
    }),
  },
  {
    weight: 4,
    arbitrary: around("close", "reply", "down", "up", "mute", "hear", "deaf", "busy"),
  },
  { weight: 2, arbitrary: around("refuse", "calm", "break", "mend") },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      ms: fc.constantFrom(0, 1, 300, 700, 5000, 40_000),
    }),
  },
);

/** A page dies in the middle of something, at any of its writes to the storage. */
const dies = fc
  .tuple(tab, fc.nat({ max: 7 }), fc.constantFrom("type", "attach", "send", "edit", "retry"))
  .map(([at, writes, what]): Step[] => [
    { do: "crash", tab: at, writes },
    { do: what, tab: at } as Step,
  ]);
/** The server refuses a message, which the person may then send again or take back. */
const refused = tab.map((at): Step[] => [
  { do: "refuse" },
  { do: "type", tab: at },
  { do: "send", tab: at },
  { do: "pass", ms: 1 },
  { do: "calm" },
]);
const story = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: step.map((one) => [one]) },
      { weight: 2, arbitrary: dies },
      { weight: 1, arbitrary: refused },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.flat());

/** Each of them once, and nothing twice. What a dying page did not store may be there or not. */
function expectOnce(found: string[], promised: string[]): void {
  expect([...found].sort()).toEqual([...new Set(found)].sort());
  expect(found).toEqual(expect.arrayContaining(promised));
}

it("every word and file is somewhere, and in the end in the log, exactly once", async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const talk = new Conversation();
      const { browser, server, tabs } = talk;
      for (const one of steps) await talk.take(one);

      await talk.reload();
      expectOnce(talk.everything.words, talk.words);
      expectOnce(talk.everything.files, talk.files);

      await talk.finish();
      for (const { key } of tabs[0].adjuntos.getSnapshot()) {
        // The upload died with its page, and says so; the person takes note.
        talk.files.splice(
          0,
          talk.files.length,
          ...talk.files.filter((name) => name !== nameOf(key)),
        );
        tabs[0].adjuntos.remove(key);
      }
      expectOnce(talk.everything.words, talk.words);
      expectOnce(talk.everything.files, talk.files);
      expect([...browser.values.keys()]).toEqual([]);
      expect(browser.entries.size).toBe(0);
      for (const { cliente } of tabs) {
        const { chats, outbox } = cliente.getSnapshot();
        expect(outbox).toEqual([]);
        for (const log of chats) {
          const stored = server.chats.find(({ chat }) => chat.id === log.id)!.mensajes;
          expect(log.mensajes).toEqual(stored);
        }
        cliente.destroy();
      }

      function nameOf(key: string): string {
        const item = tabs[0].adjuntos.getSnapshot().find((one) => one.key === key)!;
        expect(item.state).toMatchObject({ status: "failed", codigo: "interrumpido" });
        return item.nombre;
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 600) },
  );
}, 60_000);
