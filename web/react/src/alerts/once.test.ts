import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { once } from "./once";

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

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("is done by one of those who want it at the same moment, and again in the next", async () => {
  vi.stubGlobal("navigator", { locks: locks() });
  const act = vi.fn();
  once("sonido", act);
  once("sonido", act);
  await vi.advanceTimersByTimeAsync(1_000);
  once("sonido", act);
  expect(act).toHaveBeenCalledOnce();
  once("otra cosa", act);
  expect(act).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_000);
  once("sonido", act);
  expect(act).toHaveBeenCalledTimes(3);
});

it.each([
  ["there are no locks", {}],
  ["they are refused", { locks: { request: async () => Promise.reject(new Error("no")) } }],
])("is done all the same where %s", async (_, navigator) => {
  vi.stubGlobal("navigator", navigator);
  const act = vi.fn();
  once("sonido", act);
  await vi.advanceTimersByTimeAsync(0);
  expect(act).toHaveBeenCalledOnce();
});

it("is done all the same where to touch them throws", async () => {
  const request = () => {
    throw new DOMException("no", "SecurityError");
  };
  vi.stubGlobal("navigator", { locks: { request } });
  const act = vi.fn();
  expect(() => once("sonido", act)).not.toThrow();
  expect(act).toHaveBeenCalledOnce();
});
