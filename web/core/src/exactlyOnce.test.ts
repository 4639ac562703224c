// The property that everything else serves: whatever happens between the keys and the server, each
// text that a person sent is said exactly once, and each tab ends with exactly the server's log.

import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeBrowser, FakeServer } from "../testing/fakes";
import { ChatCliente } from "./cliente";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

type Step =
  | { do: "type" | "reload" | "drop" | "wake"; tab: 0 | 1 }
  | { do: "close" | "reply" | "down" | "up" | "mute" | "hear" | "deaf" | "busy" | "calm" }
  | { do: "pass"; ms: number };

const tab = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("type" as const), tab }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("reload" as const, "drop" as const, "wake" as const),
      tab,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        ...(["close", "reply", "down", "up", "mute", "hear", "deaf", "busy", "calm"] as const),
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      ms: fc.constantFrom(0, 1, 300, 700, 5000, 40_000),
    }),
  },
);

class Tab {
  cliente!: ChatCliente;
  page!: ReturnType<FakeBrowser["page"]>;

  constructor(
    private readonly server: FakeServer,
    private readonly browser: FakeBrowser,
  ) {
    this.load();
  }

  load(): void {
    const { server, browser } = this;
    this.page = browser.page(server);
    this.cliente = new ChatCliente({
      usuario: { id: 5, nombre: "Eva" },
      servidor: "http://acme.localhost",
      token: async () => "jwt",
      api: server.api,
      storage: { local: browser.local, outbox: browser.outbox },
      env: this.page.env,
    });
    this.cliente.connect();
  }
}

it("every text is said exactly once, through drops, reloads, closes and lost acks", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const server = new FakeServer();
      const browser = new FakeBrowser();
      const tabs = [new Tab(server, browser), new Tab(server, browser)] as const;
      const typed: string[] = [];
      for (const one of steps) {
        if (one.do === "type") {
          const texto = `t${typed.length}`;
          typed.push(texto);
          tabs[one.tab].cliente.setDraft("", texto);
          tabs[one.tab].cliente.say(texto);
        } else if (one.do === "reload") {
          tabs[one.tab].page.crash();
          tabs[one.tab].cliente.disconnect();
          tabs[one.tab].load();
        } else if (one.do === "drop") server.live[one.tab]?.cut();
        else if (one.do === "wake") tabs[one.tab].page.wake();
        else if (one.do === "close") server.close();
        else if (one.do === "reply") server.reply("respuesta");
        else if (one.do === "down") {
          server.down = true;
          server.cutAll();
        } else if (one.do === "up") server.down = false;
        else if (one.do === "mute") server.mute = true;
        else if (one.do === "hear") server.mute = server.deaf = false;
        else if (one.do === "deaf") server.deaf = true;
        else if (one.do === "busy") server.refuseMessages = "no_disponible";
        else if (one.do === "calm") server.refuseMessages = null;
        else if (one.do === "pass") await vi.advanceTimersByTimeAsync(one.ms);
      }
      Object.assign(server, { down: false, mute: false, deaf: false, refuseMessages: null });
      await vi.advanceTimersByTimeAsync(180_000);

      const said = server.texts.filter((texto) => texto !== "respuesta");
      expect([...said].sort()).toEqual([...typed].sort());
      expect([...browser.values.keys()]).toEqual([]);
      expect(browser.entries.size).toBe(0);
      for (const { cliente } of tabs) {
        const { chats, outbox } = cliente.getSnapshot();
        expect(outbox).toEqual([]);
        expect(cliente.draft()).toBe("");
        for (const log of chats) {
          const stored = server.chats.find(({ chat }) => chat.id === log.id)!.mensajes;
          expect(log.mensajes.map(({ uid }) => uid)).toEqual(stored.map(({ uid }) => uid));
        }
        cliente.destroy();
      }
    }),
    { numRuns: 300 },
  );
}, 30_000);
