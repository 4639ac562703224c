// @vitest-environment jsdom
// The browser as it is: pages that are hidden, put away or asleep, and what it may refuse.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserEnv } from "./env";
import { watchPage } from "./page";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("a page that is watched", () => {
  const wake = vi.fn();
  const doubt = vi.fn();
  const freeze = vi.fn();
  let stop: () => void;
  let visibility: DocumentVisibilityState;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    visibility = "visible";
    vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
    stop = watchPage(wake, doubt, freeze);
  });
  afterEach(() => stop());

  it("wakes at once when the network is back, when it is shown and when it is restored", () => {
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("pageshow"));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(wake).toHaveBeenCalledTimes(3);
    visibility = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    expect(wake).toHaveBeenCalledTimes(3);
  });

  it("doubts the line without a network, and lets go when it is put away", () => {
    window.dispatchEvent(new Event("offline"));
    window.dispatchEvent(new Event("pagehide"));
    expect(doubt).toHaveBeenCalledTimes(1);
    expect(freeze).toHaveBeenCalledTimes(1);
  });

  it("wakes when the clock has jumped, which is how a machine's sleep shows", () => {
    vi.advanceTimersByTime(60_000);
    expect(wake).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(wake).toHaveBeenCalledTimes(1);
    visibility = "hidden";
    vi.setSystemTime(Date.now() + 60_000);
    vi.advanceTimersByTime(5_000);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it("is left alone afterwards", () => {
    stop();
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("pagehide"));
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(wake).not.toHaveBeenCalled();
    expect(freeze).not.toHaveBeenCalled();
  });
});

describe("a browser that refuses", () => {
  it("channels leaves the tabs alone with the server", () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    expect(browserEnv().channel("x")).toBeNull();
    vi.stubGlobal(
      "BroadcastChannel",
      class {
        postMessage(): void {
          throw new DOMException("closed", "InvalidStateError");
        }
      },
    );
    expect(() => browserEnv().channel("x")?.post("y")).not.toThrow();
    vi.stubGlobal("BroadcastChannel", function refuse() {
      throw new DOMException("no", "SecurityError");
    });
    expect(browserEnv().channel("x")).toBeNull();
  });

  it.each([
    ["missing", undefined],
    ["forbidden", { request: () => Promise.reject(new DOMException("no", "SecurityError")) }],
    [
      "throwing",
      {
        request: () => {
          throw new Error("no");
        },
      },
    ],
  ])("locks runs without them: %s", async (_, locks) => {
    vi.stubGlobal("navigator", { locks });
    expect(await browserEnv().locks?.request("x", async () => "done")).toBe("done");
  });

  it("nothing of what failed under a lock is run again", async () => {
    const request = (_: string, run: () => Promise<unknown>) => run();
    vi.stubGlobal("navigator", { locks: { request } });
    const run = vi.fn(() => Promise.reject(new Error("failed")));
    await expect(browserEnv().locks?.request("x", run)).rejects.toThrow("failed");
    expect(run).toHaveBeenCalledTimes(1);
  });
});
