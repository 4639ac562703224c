// @vitest-environment jsdom

import { act, cleanup, render } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Scroll, useScroll } from "./useScroll";

/** A log of some height with more in it, as a browser would measure it. */
let height = { log: 300, content: 1_000 };
let resized: () => void;
let scroll: Scroll;

beforeEach(() => {
  height = { log: 300, content: 1_000 };
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(told: () => void) {
        resized = told;
      }
      observe() {}
      disconnect() {}
    },
  );
  const proto = HTMLElement.prototype;
  vi.spyOn(proto, "clientHeight", "get").mockImplementation(() => height.log);
  vi.spyOn(proto, "scrollHeight", "get").mockImplementation(() => height.content);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Log({ version }: { version: number }) {
  const log = useRef<HTMLDivElement>(null);
  scroll = useScroll(log, "first", [version]);
  return <div ref={log} role="log" onScroll={scroll.onScroll} />;
}

function shown() {
  const { getByRole, rerender } = render(<Log version={0} />);
  const log = getByRole("log");
  const end = () => height.content - height.log;
  let top = 0;
  Object.defineProperty(log, "scrollTop", {
    get: () => top,
    set: (wanted: number) => {
      top = Math.max(0, Math.min(wanted, end()));
    },
  });
  const scrolled = () => act(() => void log.dispatchEvent(new Event("scroll")));
  rerender(<Log version={1} />);
  scrolled();
  return { log, end, scrolled, rerender };
}

it("stays at the end while the reader is there, whatever comes below and whatever room is left", async () => {
  const { log, end } = shown();
  expect(log.scrollTop).toBe(end());
  height.content += 150;
  await act(async () => void log.append("¿Cómo fue?"));
  expect(log.scrollTop).toBe(end());
  height.log -= 120;
  act(() => resized());
  expect(log.scrollTop).toBe(end());
  expect(scroll.atEnd).toBe(true);
});

it("takes news of an earlier scroll for no wish to leave the end", () => {
  const { log, end, scrolled } = shown();
  // The tray takes its room before the browser tells of the scroll that led here.
  height.log -= 120;
  scrolled();
  expect(scroll.atEnd).toBe(true);
  act(() => resized());
  expect(log.scrollTop).toBe(end());
});

it("leaves a reader where they went, until they are back at the end", async () => {
  const { log, end, scrolled, rerender } = shown();
  log.scrollTop = 200;
  scrolled();
  expect(scroll.atEnd).toBe(false);
  height.content += 150;
  await act(async () => void log.append("más"));
  height.log -= 120;
  act(() => resized());
  rerender(<Log version={2} />);
  expect(log.scrollTop).toBe(200);
  log.scrollTop = end() - 10;
  scrolled();
  expect(scroll.atEnd).toBe(true);
});
