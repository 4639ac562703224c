// How a chat ended, in words: «resuelto por Bea, ayer 18:20».
import { whenWithHour } from "../format";
import { type Language, reasonWord, type Texts } from "../texts";
import type { Autor, Chat } from "../wire";

export type ClosedHow = { reason: string; rest: string };

export function closedHow(
  t: Texts,
  language: Language,
  now: number,
  me: Autor,
  chat: Chat,
): ClosedHow {
  const { cerrado_por, cerrado_en, razon_cierre } = chat;
  const isMine = cerrado_por?.tipo === "soporte" && cerrado_por.id === me.id;
  const who = isMine ? t.byYou : (cerrado_por?.nombre ?? null);
  const when = cerrado_en ? whenWithHour(cerrado_en, now, language) : "";
  return { reason: reasonWord(t, razon_cierre), rest: t.closedHow(who, when) };
}
