import { expect, test } from "vitest";
import { place } from "./place";

const room = { width: 1000, height: 600 };
const panel = { width: 200, height: 300 };

test("it hangs under its button, aligned with either side", () => {
  const button = { left: 400, top: 100, width: 80, height: 30 };
  expect(place(button, panel, room)).toEqual({ left: 400, top: 136 });
  expect(place(button, panel, room, "end")).toEqual({ left: 280, top: 136 });
});

test("without room below it stands above", () => {
  expect(place({ left: 400, top: 500, width: 80, height: 30 }, panel, room).top).toBe(194);
});

test("it never leaves the window", () => {
  expect(place({ left: 950, top: 250, width: 40, height: 30 }, panel, room).left).toBe(792);
  const tall = { width: 200, height: 590 };
  expect(place({ left: 0, top: 250, width: 40, height: 30 }, tall, room)).toEqual({
    left: 8,
    top: 8,
  });
});
