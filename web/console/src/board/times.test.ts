import { expect, test } from "vitest";
import { took } from "./times";

test.each([
  [0, "0 s"],
  [59.4, "59 s"],
  [60, "1 min"],
  [3599, "60 min"],
  [3600, "1 h"],
  [5400, "1 h 30 min"],
  [36_000, "10 h"],
  [172_800, "2 días"],
])("%s seconds are %s", (seconds, text) => {
  expect(took(seconds, "es")).toBe(text);
});

test("what was not measured is nothing", () => {
  expect(took(null, "es")).toBeNull();
});
