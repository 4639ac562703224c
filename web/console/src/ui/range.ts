// A range of days, both included, as `2026-11-26`; named ones move with the day.

export const PRESETS = ["hoy", "7d", "30d", "mes", "otro"] as const;
export type Preset = (typeof PRESETS)[number];
export type Range = { preset: Preset; desde: string; hasta: string };

/** The days of a named range as seen on `today`, in this browser's time. */
export function rangeOf(preset: Exclude<Preset, "otro">, today: Date = new Date()): Range {
  return { preset, desde: dayOf(firstOf(preset, today)), hasta: dayOf(today) };
}

function firstOf(preset: Exclude<Preset, "otro">, today: Date): Date {
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  if (preset === "mes") return new Date(year, month, 1);
  const back = { hoy: 0, "7d": 6, "30d": 29 }[preset];
  return new Date(year, month, day - back);
}

function dayOf(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
