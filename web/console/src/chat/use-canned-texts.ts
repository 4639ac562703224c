// The canned replies, and how each reads to the cliente of a chat.
import { useQuery } from "@tanstack/react-query";
import { useDesk } from "../session/desk-context";
import { useLanguage } from "../texts";
import type { ChatDetail, wire } from "../wire";
import { RESPUESTAS, writing } from "./api";
import { filled, languagesOf, type Piece, textIn, valuesOf } from "./canned";

export function useCannedTexts(detail: ChatDetail | null) {
  const { me } = useDesk();
  const language = useLanguage();
  const query = useQuery({ queryKey: RESPUESTAS, queryFn: writing.respuestas, staleTime: 60_000 });
  const pieces = (respuesta: wire.Respuesta): Piece[] => {
    const texto = textIn(respuesta, languagesOf(detail, language));
    return detail ? filled(texto, valuesOf(detail, me.nombre)) : [{ texto, unknown: false }];
  };
  return { all: query.data?.resultados ?? [], pieces };
}

/** A count; nobody waits for it. */
export const countUse = (respuesta: wire.Respuesta): void =>
  void writing.respuestaUsada(respuesta.id).catch(() => undefined);
