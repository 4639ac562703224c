// The reasons that a chat can be closed for, in the words of the language.
import { useMemo } from "react";
import { useReasons } from "../data/queries";
import { useDesk } from "../session/desk-context";
import { reasonWord, useLanguage, useTexts } from "../texts";

export function useReasonOptions(): readonly (readonly [codigo: string, nombre: string])[] {
  const t = useTexts();
  const language = useLanguage();
  const { yo } = useDesk();
  const { data } = useReasons();
  return useMemo(() => {
    if (!data) return yo.razones.map((codigo) => [codigo, reasonWord(t, codigo)] as const);
    return data.resultados
      .filter(({ activa }) => activa)
      .map(({ codigo, nombres }) => [codigo, nombres[language] ?? nombres.es ?? codigo] as const);
  }, [data, yo.razones, t, language]);
}
