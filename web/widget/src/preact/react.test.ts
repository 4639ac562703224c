// @vitest-environment jsdom
import { h, render } from "preact";
import { expect, it, vi } from "vitest";
import { useSyncExternalStore } from "./react";

it("draws what a store became right after it was first drawn", async () => {
  let value = "antes";
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const Drawn = () =>
    h(
      "p",
      null,
      useSyncExternalStore(subscribe, () => value),
    );
  const page = document.createElement("div");
  render(h(Drawn, null), page);
  expect(page.textContent).toBe("antes");
  value = "después";
  for (const listener of listeners) listener();
  await vi.waitFor(() => expect(page.textContent).toBe("después"));
});
