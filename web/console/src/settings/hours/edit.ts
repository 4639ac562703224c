// Changes to office hours, as the editor makes them. Pure.
import type { wire } from "../../wire";

export const DAYS = ["lun", "mar", "mie", "jue", "vie", "sab", "dom"] as const;
export type Day = (typeof DAYS)[number];
export type Span = [from: string, to: string];
export type Hours = {
  zona: string;
  dias: { [day in Day]?: Span[] };
  festivos: string[];
};

const WORKDAYS: readonly Day[] = DAYS.slice(0, 5);

/** Nine to six on workdays, where one is. */
export const usual = (zona: string): Hours => ({
  zona,
  dias: Object.fromEntries(WORKDAYS.map((day) => [day, [["09:00", "18:00"]]])),
  festivos: [],
});

export const hoursOf = (horario: wire.Horario): Hours => ({
  zona: horario.zona,
  dias: (horario.dias ?? {}) as Hours["dias"],
  festivos: horario.festivos ?? [],
});

export const spansOf = (hours: Hours, day: Day): Span[] => hours.dias[day] ?? [];

const withSpans = (hours: Hours, day: Day, spans: Span[]): Hours => {
  const { [day]: _, ...others } = hours.dias;
  return { ...hours, dias: spans.length > 0 ? { ...others, [day]: spans } : others };
};

/** One more span, after the last one of that day. */
export function added(hours: Hours, day: Day): Hours {
  const spans = spansOf(hours, day);
  const last = spans.at(-1)?.[1];
  const next: Span = last === undefined ? ["09:00", "18:00"] : [later(last, 1), later(last, 4)];
  return withSpans(hours, day, [...spans, next]);
}

export const removed = (hours: Hours, day: Day, place: number): Hours =>
  withSpans(
    hours,
    day,
    spansOf(hours, day).filter((_, at) => at !== place),
  );

export const changed = (hours: Hours, day: Day, place: number, span: Span): Hours =>
  withSpans(
    hours,
    day,
    spansOf(hours, day).map((each, at) => (at === place ? span : each)),
  );

/** Monday to Friday as on that day. */
export const copied = (hours: Hours, from: Day): Hours =>
  WORKDAYS.reduce((all, day) => withSpans(all, day, spansOf(hours, from)), hours);

/** That day's hours cannot be: one ends before it begins, or before the one ahead of it does. */
export function isWrong(spans: readonly Span[]): boolean {
  let end = "";
  for (const [from, to] of spans) {
    if (from >= to || from < end) return true;
    end = to;
  }
  return false;
}

export const withHoliday = (hours: Hours, day: string): Hours => ({
  ...hours,
  festivos: [...new Set([...hours.festivos, day])].sort(),
});

export const withoutHoliday = (hours: Hours, day: string): Hours => ({
  ...hours,
  festivos: hours.festivos.filter((each) => each !== day),
});

function later(time: string, hours: number): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const at = hour + hours;
  return at >= 24 ? "24:00" : `${String(at).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
