// When soporte is back, in the reader's words and time zone.

import type { LaterTexts } from "./texts";

const DAY_MS = 86_400_000;

export function backAt(
  iso: string,
  idioma: string,
  words: LaterTexts["hours"],
  now = new Date(),
): string {
  const at = new Date(iso);
  const time = new Intl.DateTimeFormat(idioma, { hour: "numeric", minute: "2-digit" }).format(at);
  const midnight = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate());
  const days = Math.round((midnight(at).getTime() - midnight(now).getTime()) / DAY_MS);
  if (days === 0) return words.today(time);
  if (days === 1) return words.tomorrow(time);
  const far = { weekday: "long", day: "numeric", month: "long" } as const;
  const near = { weekday: "long" } as const;
  return words.onDay(new Intl.DateTimeFormat(idioma, days < 7 ? near : far).format(at), time);
}
