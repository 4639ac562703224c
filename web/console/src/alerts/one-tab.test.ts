import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inOneTab, type Turn, turnOf } from "./one-tab";

/** As a browser's: one holder for each name, the others are told at once. */
function locks() {
  const held = new Set<string>();
  const request = async (
    name: string,
    options: { ifAvailable: boolean },
    run: (lock: object | null) => unknown,
  ) => {
    expect(options).toEqual({ ifAvailable: true });
    if (held.has(name)) return run(null);
    held.add(name);
    await run({ name });
    held.delete(name);
  };
  return { request };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { locks: locks() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ORDERS: Turn[][] = [
  ["hidden", "looking", "mute"],
  ["mute", "hidden", "seen"],
  ["mute", "hidden"],
];

it.each(ORDERS)(
  "of %s, %s, %s one tells of it: who is looked at, or may be heard",
  async (...tabs) => {
    const told: Turn[] = [];
    for (const turn of tabs.filter(Boolean)) inOneTab("nuevo-12-1", turn, () => told.push(turn));
    await vi.advanceTimersByTimeAsync(1_000);
    const order: Turn[] = ["looking", "seen", "hidden", "mute"];
    expect(told).toEqual([order.find((turn) => tabs.includes(turn))]);
  },
);

it("tells of each thing once, also where a tab is late", async () => {
  const told: string[] = [];
  inOneTab("nuevo-12-1", "looking", () => told.push("one"));
  inOneTab("nuevo-13-1", "looking", () => told.push("another"));
  await vi.advanceTimersByTimeAsync(2_000);
  inOneTab("nuevo-12-1", "looking", () => told.push("late"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual(["one", "another"]);
});

it.each([
  ["there are no locks", {}],
  ["they are refused", { locks: { request: async () => Promise.reject(new Error("no")) } }],
])("tells of it all the same where %s", async (_, navigator) => {
  vi.stubGlobal("navigator", navigator);
  const act = vi.fn();
  inOneTab("nuevo-12-1", "hidden", act);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(act).toHaveBeenCalledOnce();
});

const page = (focused: boolean, visibilityState: DocumentVisibilityState) =>
  ({ hasFocus: () => focused, visibilityState }) as Document;
const touched = (hasBeenActive: boolean) => ({ hasBeenActive }) as UserActivation;

it("has the turn of what one sees of it, and the last where nobody has touched it", () => {
  expect(turnOf(page(true, "visible"), touched(true))).toBe("looking");
  expect(turnOf(page(false, "visible"), touched(true))).toBe("seen");
  expect(turnOf(page(false, "hidden"), touched(true))).toBe("hidden");
  expect(turnOf(page(false, "hidden"), touched(false))).toBe("mute");
  expect(turnOf(page(false, "hidden"), undefined)).toBe("hidden");
});
