// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IdleWatch } from "./idle";

const MINUTE = 60_000;

describe("somebody at this tab", () => {
  let said: boolean[];
  let watch: IdleWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    watch = new IdleWatch(10, (idle) => said.push(idle));
    watch.start();
  });
  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
  });

  it("is away after the minutes, and is told once", () => {
    vi.advanceTimersByTime(9 * MINUTE);
    expect(said).toEqual([]);
    vi.advanceTimersByTime(30 * MINUTE);
    expect(said).toEqual([true]);
  });

  it("is there for as long as they touch something", () => {
    for (let n = 0; n < 6; n++) {
      vi.advanceTimersByTime(9 * MINUTE);
      document.dispatchEvent(new Event("keydown"));
    }
    expect(said).toEqual([]);
  });

  it("is back with the first touch", () => {
    vi.advanceTimersByTime(11 * MINUTE);
    document.dispatchEvent(new Event("pointermove"));
    document.dispatchEvent(new Event("pointermove"));
    expect(said).toEqual([true, false]);
  });

  it("says so again after a reconnect while nobody is there", () => {
    watch.again();
    vi.advanceTimersByTime(11 * MINUTE);
    watch.again();
    expect(said).toEqual([true, true]);
  });

  it("says nothing once it was stopped", () => {
    watch.stop();
    vi.advanceTimersByTime(60 * MINUTE);
    expect(said).toEqual([]);
  });
});
