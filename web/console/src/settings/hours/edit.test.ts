import { describe, expect, it } from "vitest";
import {
  added,
  changed,
  copied,
  isWrong,
  removed,
  spansOf,
  usual,
  withHoliday,
  withoutHoliday,
} from "./edit";

const hours = usual("Europe/Madrid");

describe("office hours in the editor", () => {
  it("are nine to six on workdays at first", () => {
    expect(spansOf(hours, "lun")).toEqual([["09:00", "18:00"]]);
    expect(spansOf(hours, "sab")).toEqual([]);
  });

  it("get another span after the last one of the day", () => {
    expect(spansOf(added(hours, "lun"), "lun")).toEqual([
      ["09:00", "18:00"],
      ["19:00", "22:00"],
    ]);
    expect(spansOf(added(hours, "dom"), "dom")).toEqual([["09:00", "18:00"]]);
  });

  it("never leave the day", () => {
    const late = changed(hours, "lun", 0, ["20:00", "23:30"]);
    expect(spansOf(added(late, "lun"), "lun").at(-1)).toEqual(["24:00", "24:00"]);
    expect(isWrong(spansOf(added(late, "lun"), "lun"))).toBe(true);
  });

  it("close a day that has no span left", () => {
    expect(removed(hours, "lun", 0).dias).not.toHaveProperty("lun");
  });

  it("are copied to the workdays and leave the weekend", () => {
    const saturday = added(changed(hours, "mar", 0, ["08:00", "15:00"]), "sab");
    const all = copied(saturday, "mar");
    expect(spansOf(all, "vie")).toEqual([["08:00", "15:00"]]);
    expect(spansOf(all, "sab")).toEqual([["09:00", "18:00"]]);
  });

  it("are wrong where a span ends before it begins, or before the one ahead", () => {
    expect(
      isWrong([
        ["09:00", "14:00"],
        ["16:00", "19:00"],
      ]),
    ).toBe(false);
    expect(isWrong([["14:00", "09:00"]])).toBe(true);
    expect(
      isWrong([
        ["09:00", "14:00"],
        ["13:00", "19:00"],
      ]),
    ).toBe(true);
    expect(isWrong([["09:00", "09:00"]])).toBe(true);
  });

  it("have each holiday once, in order", () => {
    const two = withHoliday(
      withHoliday(withHoliday(hours, "2027-01-06"), "2026-12-25"),
      "2026-12-25",
    );
    expect(two.festivos).toEqual(["2026-12-25", "2027-01-06"]);
    expect(withoutHoliday(two, "2026-12-25").festivos).toEqual(["2027-01-06"]);
  });
});
