// The language of everything below: its words, and how dates are said in it.

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type DateWords, dateWords } from "./dates";
import type { Idioma, Texts } from "./texts";

interface Words {
  idioma: Idioma;
  t: Texts;
  dates: DateWords;
}

const WordsContext = createContext<Words | null>(null);

interface Props {
  idioma: Idioma;
  texts: Texts;
  children: ReactNode;
}

export function WordsProvider({ idioma, texts, children }: Props) {
  const words = useMemo(
    () => ({ idioma, t: texts, dates: dateWords(idioma, texts) }),
    [idioma, texts],
  );
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("Falta <WordsProvider> alrededor de este componente");
  return words;
}
