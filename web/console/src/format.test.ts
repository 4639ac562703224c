import { describe, expect, test } from "vitest";
import {
  dayName,
  duration,
  fileSize,
  initials,
  markColours,
  shortWhen,
  whenWithHour,
} from "./format";

const now = new Date(2026, 10, 12, 10, 45).getTime();
const at = (...date: [number, number, number, number, number]) => new Date(...date).toISOString();

describe("a time in the inbox", () => {
  test.each([
    [at(2026, 10, 12, 9, 5), "09:05"],
    [at(2026, 10, 11, 23, 59), "ayer"],
    [at(2026, 10, 4, 12, 0), "4 nov"],
    [at(2024, 10, 4, 12, 0), "4 nov 2024"],
  ])("%s is short for people", (iso, text) => {
    expect(shortWhen(iso, now, "es").replaceAll(".", "")).toBe(text);
  });

  test("in a sentence has its hour while it is near", () => {
    expect(whenWithHour(at(2026, 10, 11, 18, 20), now, "es")).toBe("ayer 18:20");
    expect(whenWithHour(at(2026, 10, 12, 8, 0), now, "en")).toBe("today 08:00");
  });
});

test("days have names", () => {
  expect(dayName(at(2026, 10, 12, 1, 0), now, "es")).toBe("Hoy");
  expect(dayName(at(2026, 10, 9, 1, 0), now, "es")).toBe("Lunes, 9 de noviembre");
});

test.each([
  [0, "1 min"],
  [4, "4 min"],
  [62, "1 h 02 min"],
  [60 * 50, "2 d"],
])("a wait of %i minutes reads %s", (minutes, text) => {
  expect(duration(new Date(now - minutes * 60_000).toISOString(), now)).toBe(text);
});

test.each([
  ["Acme Logística", "AL"],
  ["Initech", "IN"],
  ["Ángel", "ÁN"],
  ["", "?"],
])("the initials of «%s» are %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test.each(["#7c3aed", "#ffe066", "#808080", "#6d8b74", "not a colour"])(
  "the letters on a mark of %s can be read",
  (colour) => {
    const { back, ink } = markColours(colour);
    expect(contrast(back, ink)).toBeGreaterThanOrEqual(4.5);
  },
);

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((p) => (p <= 0.03928 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

test("a file's size is said in its own unit", () => {
  const said = (bytes: number) => fileSize(bytes, "es").replace(/\s/g, " ");
  expect([said(12), said(1234), said(45_600), said(1_250_000)]).toEqual([
    "12 B",
    "1,2 kB",
    "46 kB",
    "1,3 MB",
  ]);
});
