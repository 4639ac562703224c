// Times, durations, names and colours as people read them. Pure: the clock comes in.
import { type Language, textsIn } from "./texts";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language, options);
    formatters.set(key, found);
  }
  return found;
}

export const clock = (iso: string, language: Language): string =>
  formatter(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    new Date(iso),
  );

/** For a list: the hour today, then the day. */
export function shortWhen(iso: string, now: number, language: Language): string {
  const days = daysAgo(iso, now);
  if (days === 0) return clock(iso, language);
  if (days === 1) return textsIn(language).yesterday.toLowerCase();
  return dayAndMonth(iso, now, language, "short");
}

/** For a sentence: «ayer 18:20», «4 nov». */
export function whenWithHour(iso: string, now: number, language: Language): string {
  const days = daysAgo(iso, now);
  const t = textsIn(language);
  if (days === 0) return `${t.today.toLowerCase()} ${clock(iso, language)}`;
  if (days === 1) return `${t.yesterday.toLowerCase()} ${clock(iso, language)}`;
  return dayAndMonth(iso, now, language, "short");
}

/** For the line between two days. */
export function dayName(iso: string, now: number, language: Language): string {
  const days = daysAgo(iso, now);
  const t = textsIn(language);
  if (days === 0) return t.today;
  if (days === 1) return t.yesterday;
  const name = dayAndMonth(iso, now, language, "long");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function dayAndMonth(iso: string, now: number, language: Language, length: "short" | "long") {
  const date = new Date(iso);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return formatter(language, {
    day: "numeric",
    month: length,
    ...(length === "long" && sameYear ? { weekday: "long" } : {}),
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** For what is to come, or long past: «3 de diciembre de 2026»; «3 dic 2026» where there is little room. */
export const fullDay = (
  iso: string,
  language: Language,
  month: "short" | "long" = "long",
): string => formatter(language, { day: "numeric", month, year: "numeric" }).format(new Date(iso));

export const sameDay = (a: string, b: string): boolean =>
  new Date(a).toDateString() === new Date(b).toDateString();

function daysAgo(iso: string, now: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(Date.parse(iso))) / 86_400_000);
}

/** «4 min», «1 h 02 min», «2 d»: how long someone has waited. */
export function duration(sinceIso: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(sinceIso)) / 60_000));
  if (minutes < 1) return "1 min";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${Math.floor(hours / 24)} d`;
}

/** Two letters for a mark: of two words their first ones, of one its first two. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first = "?", second] = words;
  const letters = second ? [...first][0]! + [...second][0]! : [...first].slice(0, 2).join("");
  return letters.toUpperCase();
}

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] || name;

const NO_COLOUR = "#6d695f";

/** A tenant's colour as they gave it, or a quiet grey, and the ink that can be read on it. */
export function markColours(colour: string | null | undefined): { back: string; ink: string } {
  const back = /^#[0-9a-f]{6}$/i.test(colour ?? "") ? colour! : NO_COLOUR;
  const light = luminance(back);
  return { back, ink: 1.05 / (light + 0.05) >= 4.5 ? "#ffffff" : "#000000" };
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** «1,2 MB»: in thousands, as the systems of those who read it count. */
export function fileSize(bytes: number, language: Language): string {
  const [unit, size] =
    bytes < 1000
      ? ["byte", bytes]
      : bytes < 1e6
        ? ["kilobyte", bytes / 1e3]
        : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: unit as string,
    unitDisplay: "short",
    maximumFractionDigits: size < 10 && unit !== "byte" ? 1 : 0,
  } as Intl.NumberFormatOptions).format(size as number);
}
