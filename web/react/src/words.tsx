// The language of everything below: the catalogue and how dates are said.

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type DateWords, dateWords } from "./dates";
import { es, type Idioma, idiomaFor, type Texts, textsFor } from "./texts";

interface Words {
  idioma: Idioma;
  t: Texts;
  dates: DateWords;
}

const WordsContext = createContext<Words>({ idioma: "es", t: es, dates: dateWords("es", es) });

export function WordsProvider({
  idioma,
  children,
}: {
  idioma?: string | null;
  children: ReactNode;
}) {
  const words = useMemo(() => {
    const chosen = idiomaFor(idioma);
    const t = textsFor(chosen);
    return { idioma: chosen, t, dates: dateWords(chosen, t) };
  }, [idioma]);
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  return useContext(WordsContext);
}
