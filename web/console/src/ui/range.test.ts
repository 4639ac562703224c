import { expect, test } from "vitest";
import { rangeOf } from "./range";

const TODAY = new Date(2026, 2, 3);

test("named ranges count today in", () => {
  expect(rangeOf("hoy", TODAY)).toEqual({
    preset: "hoy",
    desde: "2026-03-03",
    hasta: "2026-03-03",
  });
  expect(rangeOf("7d", TODAY).desde).toBe("2026-02-25");
  expect(rangeOf("30d", TODAY).desde).toBe("2026-02-02");
  expect(rangeOf("mes", TODAY).desde).toBe("2026-03-01");
});
