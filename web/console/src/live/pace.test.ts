// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace } from "./pace";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("the first of many comes with the next frame, the others together a quarter of a second later", () => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
  const run = vi.fn();
  const pace = new Pace(run);
  pace.ask();
  vi.advanceTimersByTime(20);
  expect(run).toHaveBeenCalledTimes(1);
  for (let n = 0; n < 20; n++) {
    pace.ask();
    vi.advanceTimersByTime(10);
  }
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(50);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1_000);
  expect(run).toHaveBeenCalledTimes(2);
});

test("a page that nobody sees waits for no frame", () => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  const frame = vi.spyOn(window, "requestAnimationFrame");
  const run = vi.fn();
  new Pace(run).ask();
  vi.advanceTimersByTime(0);
  expect(run).toHaveBeenCalledTimes(1);
  expect(frame).not.toHaveBeenCalled();
});
