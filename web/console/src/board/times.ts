// How long something took, in few words.
import type { Language } from "../texts";

export function took(seconds: number | null | undefined, language: Language): string | null {
  if (seconds === null || seconds === undefined) return null;
  const and = (n: number, unit: string) => `${n.toLocaleString(language)} ${unit}`;
  if (seconds < 60) return and(Math.round(seconds), "s");
  const minutes = seconds / 60;
  if (minutes < 60) return and(Math.round(minutes), "min");
  const hours = minutes / 60;
  if (hours < 10) {
    const rest = Math.round(minutes % 60);
    return rest > 0 ? `${and(Math.floor(hours), "h")} ${rest} min` : and(Math.floor(hours), "h");
  }
  if (hours < 48) return and(Math.round(hours), "h");
  return and(Math.round(hours / 24), language === "es" ? "días" : "days");
}
