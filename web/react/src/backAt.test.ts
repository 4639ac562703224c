import { expect, it } from "vitest";
import { backAt } from "./backAt";
import { later as en } from "./texts/en";
import { later as es } from "./texts/es";

const now = new Date(2026, 10, 26, 20, 30); // a Thursday
const at = (...when: [number, number, number, number, number]) => new Date(...when).toISOString();

it.each([
  [at(2026, 10, 26, 21, 0), "Volvemos hoy a las 21:00.", "We are back today at 9:00 PM."],
  [at(2026, 10, 27, 9, 0), "Volvemos mañana a las 9:00.", "We are back tomorrow at 9:00 AM."],
  [at(2026, 10, 30, 9, 5), "Volvemos el lunes a las 9:05.", "We are back on Monday at 9:05 AM."],
  [
    at(2026, 11, 7, 9, 0),
    "Volvemos el lunes, 7 de diciembre a las 9:00.",
    "We are back on Monday, December 7 at 9:00 AM.",
  ],
])("%s", (iso, spanish, english) => {
  expect(backAt(iso, "es", es.hours, now)).toBe(spanish);
  expect(backAt(iso, "en", en.hours, now).replaceAll("\u202f", " ")).toBe(english);
});
