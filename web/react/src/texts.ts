// Which language, and where its words come from. Each file of `texts/` is one; its few words for the launcher
// come with the page, the panel's own with the panel, and those of later parts with the first of these.

import { byName } from "./byName";
import type * as es from "./texts/es";

export type LauncherTexts = typeof es.launcher;
export type Texts = typeof es.panel;
export type LaterTexts = typeof es.later;
/** A language that there is a file for: `es`, `en`. */
export type Idioma = string;

const LAUNCHER = byName(
  import.meta.glob<LauncherTexts>("./texts/*.ts", {
    eager: true,
    import: "launcher",
    query: "?launcher",
  }),
);

export const IDIOMAS = Object.keys(LAUNCHER);

export function launcherTexts(idioma: Idioma): LauncherTexts {
  return LAUNCHER[idioma] ?? LAUNCHER.es!;
}

/** The language asked for, else the page's, else the browser's, else Spanish. */
export function idiomaFor(wanted?: string | null): Idioma {
  const page = typeof document === "undefined" ? "" : document.documentElement.lang;
  const browser = typeof navigator === "undefined" ? "" : navigator.language;
  for (const tag of [wanted, page, browser]) {
    const short = tag?.slice(0, 2).toLowerCase();
    if (short && short in LAUNCHER) return short;
  }
  return "es";
}
