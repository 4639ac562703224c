// The calls for what agents write: notes, drafts, canned replies; blocking, and taking a close back.
import { type Request, request } from "../http";
import type { wire } from "../wire";

export interface WritingApi {
  notas(chatId: number, cursor?: string | null): Promise<wire.Notas>;
  escribirNota(chatId: number, nota: NotaEscrita): Promise<wire.Nota>;
  cambiarNota(id: number, nota: NotaEscrita): Promise<wire.Nota>;
  retirarNota(id: number): Promise<wire.Nota>;
  mencionables(chatId: number): Promise<wire.Mencionables>;
  mencionesLeidas(chatId: number): Promise<wire.Menciones>;
  borradores(): Promise<wire.Borradores>;
  guardarBorrador(chatId: number, tipo: Tipo, texto: string): Promise<wire.Borrador>;
  respuestas(): Promise<wire.Respuestas>;
  guardarRespuesta(id: number | null, respuesta: wire.EscribirRespuesta): Promise<wire.Respuesta>;
  quitarRespuesta(id: number): Promise<wire.Respuestas>;
  respuestaUsada(id: number): Promise<wire.Respuesta>;
  bloquear(chatId: number, bloqueado: boolean, motivo?: string): Promise<wire.Bloqueados>;
  reabrir(chatId: number, uid: string, texto: string): Promise<wire.ChatReanudado>;
}

export type Tipo = wire.Borrador["tipo"];
export type NotaEscrita = { texto: string; menciones: number[]; tras_seq?: number };

export function writingApi(ask: Request): WritingApi {
  const call = <T>(method: string, path: string, body?: unknown) =>
    ask(method, `/api/soporte/${path}`, body) as Promise<T>;
  return {
    notas: (chatId, cursor) =>
      call("GET", `chats/${chatId}/notas/${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`),
    escribirNota: (chatId, nota) => call("POST", `chats/${chatId}/notas/`, nota),
    cambiarNota: (id, nota) => call("PUT", `notas/${id}/`, nota),
    retirarNota: (id) => call("DELETE", `notas/${id}/`),
    mencionables: (chatId) => call("GET", `chats/${chatId}/mencionables/`),
    mencionesLeidas: (chat_id) => call("POST", "menciones/leidas/", { chat_id }),
    borradores: () => call("GET", "borradores/"),
    guardarBorrador: (chatId, tipo, texto) =>
      call("PUT", `chats/${chatId}/borrador/?tipo=${tipo}`, { texto }),
    respuestas: () => call("GET", "respuestas/"),
    guardarRespuesta: (id, respuesta) =>
      id === null
        ? call("POST", "respuestas/", respuesta)
        : call("PUT", `respuestas/${id}/`, respuesta),
    quitarRespuesta: (id) => call("DELETE", `respuestas/${id}/`),
    respuestaUsada: (id) => call("POST", `respuestas/${id}/usada/`, {}),
    bloquear: (chatId, bloqueado, motivo = "") =>
      call("POST", `chats/${chatId}/bloquear/`, { bloqueado, motivo }),
    reabrir: (chatId, uid, texto) => call("POST", `chats/${chatId}/reabrir/`, { uid, texto }),
  };
}

export const writing = writingApi(request);

export const RESPUESTAS = ["respuestas"] as const;
