// How a moment is said in the panel, in the reader's language and time zone.

import type { Texts } from "./texts";

export interface DateWords {
  time(iso: string): string;
  /** «Hoy», «Ayer», or the date. */
  day(iso: string): string;
  short(iso: string): string;
}

export function dateWords(
  idioma: string,
  texts: Texts,
  now: () => Date = () => new Date(),
): DateWords {
  const { hour12 } = new Intl.DateTimeFormat(idioma, { hour: "numeric" }).resolvedOptions();
  const hour = hour12 ? "numeric" : "2-digit";
  const time = new Intl.DateTimeFormat(idioma, { hour, minute: "2-digit" });
  const near = new Intl.DateTimeFormat(idioma, { weekday: "long", day: "numeric", month: "long" });
  const far = new Intl.DateTimeFormat(idioma, { day: "numeric", month: "long", year: "numeric" });
  const short = new Intl.DateTimeFormat(idioma, { day: "numeric", month: "short" });
  return {
    time: (iso) => time.format(new Date(iso)),
    day: (iso) => {
      const date = new Date(iso);
      const ago = daysBetween(date, now());
      if (ago === 0) return texts.today;
      if (ago === 1) return texts.yesterday;
      return capital((ago < 180 ? near : far).format(date));
    },
    short: (iso) => {
      const date = new Date(iso);
      const ago = daysBetween(date, now());
      return ago === 0 ? time.format(date) : ago === 1 ? texts.yesterday : short.format(date);
    },
  };
}

export function sameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function daysBetween(date: Date, now: Date): number {
  const midnight = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate());
  // Rounded: a day on which the clocks change has 23 or 25 hours.
  return Math.round((midnight(now).getTime() - midnight(date).getTime()) / 86_400_000);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
