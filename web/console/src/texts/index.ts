// The texts of the first load, merged from a file for each topic, and how to get at them. A page that
// is loaded later keeps its own catalogue beside it and reads it with `useTextsOf`.
import { createContext, useContext } from "react";
import { alerts } from "./alerts";
import { board } from "./board";
import { type Catalogue, type Language, type Words, wordsIn } from "./catalogue";
import { chat } from "./chat";
import { common } from "./common";
import { inbox } from "./inbox";
import { login } from "./login";
import { search } from "./search";
import { settings } from "./settings";
import { shell } from "./shell";
import { team } from "./team";

export type { Catalogue, Language, Words };

/** No two of them may share a key: a later one would silence the earlier one's text. */
export const TOPICS = {
  common,
  login,
  shell,
  inbox,
  chat,
  team,
  search,
  board,
  settings,
  alerts,
} as const satisfies Record<string, Catalogue>;

const catalogue = {
  ...common,
  ...login,
  ...shell,
  ...inbox,
  ...chat,
  ...team,
  ...search,
  ...board,
  ...settings,
  ...alerts,
} as const;

export type Texts = Words<typeof catalogue>;

export const textsIn = (language: Language): Texts => wordsIn(catalogue, language);

export const LanguageContext = createContext<{ language: Language; t: Texts }>({
  language: "es",
  t: textsIn("es"),
});

export const useTexts = (): Texts => useContext(LanguageContext).t;

/** The texts of a catalogue that is not in the first load: `const t = useTextsOf(boardTexts)`. */
export const useTextsOf = <const C extends Catalogue>(own: C): Words<C> =>
  wordsIn(own, useLanguage());

export const useLanguage = (): Language => useContext(LanguageContext).language;

/** The reason of a close as a word; one that the platform has added speaks for itself. */
export const reasonWord = (t: Texts, reason: string | null): string =>
  reason === null ? t.closedPlain : (t.reasons[reason] ?? reason.replaceAll("_", " "));

/** What went wrong and what to do about it. */
export function problemText(t: Texts, codigo: string): string {
  if (codigo === "sin_conexion") return t.problemOffline;
  if (codigo === "prohibido") return t.problemForbidden;
  if (codigo === "demasiado_grande" || codigo === "datos_invalidos") return t.problemTooBig;
  return t.problemServer;
}
