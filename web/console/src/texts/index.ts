// Every text of the desk itself, Spanish first, English second, a file for each topic. Pages that are
// fetched when they are opened bring their own catalogue: `useTextsOf`.
import { createContext, useContext, useMemo } from "react";
import { chatTexts } from "./chat";
import { commonTexts } from "./common";
import { inboxTexts } from "./inbox";
import { loginTexts } from "./login";
import { type Language, type Pairs, type Words, wordsIn } from "./pairs";
import { shellTexts } from "./shell";

export type { Language };

export const TOPICS = [commonTexts, loginTexts, shellTexts, inboxTexts, chatTexts] as const;

const catalogue = {
  ...commonTexts,
  ...loginTexts,
  ...shellTexts,
  ...inboxTexts,
  ...chatTexts,
};

export type Texts = Words<typeof catalogue>;

export const textsIn = (language: Language): Texts => wordsIn(catalogue, language);

export const LanguageContext = createContext<{ language: Language; t: Texts }>({
  language: "es",
  t: textsIn("es"),
});

export const useTexts = (): Texts => useContext(LanguageContext).t;

/** The words of a catalogue that a page brings along, so that the first page need not. */
export function useTextsOf<C extends Pairs>(catalogue: C): Words<C> {
  const language = useLanguage();
  return useMemo(() => wordsIn(catalogue, language), [catalogue, language]);
}

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
