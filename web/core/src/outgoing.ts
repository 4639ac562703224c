// One message of the cliente's, as it travels: on the wire, and, once it is acked, in the log.

import type { Usuario } from "./options";
import type { OutboxEntry } from "./storage";
import type { AckFrame, ClientFrame, Mensaje } from "./wire";

export function frameOf({ uid, texto, adjuntos, contexto }: OutboxEntry): ClientFrame {
  return {
    type: "chat_message",
    uid,
    texto,
    ...(adjuntos ? { adjuntos: adjuntos.map(({ id }) => id) } : {}),
    ...(contexto ? { contexto } : {}),
  };
}

/** The server stored it under the ack's place; the author is not sent what they know. */
export function mensajeOf(
  { texto, adjuntos = [], contexto }: OutboxEntry,
  { uid, chat_id, seq, creado_en }: AckFrame,
  { id, nombre = "", avatar }: Usuario,
): Mensaje {
  const autor = { tipo: "cliente" as const, id, nombre, ...(avatar ? { avatar } : {}) };
  return {
    chat_id,
    seq,
    uid,
    tipo: "texto",
    autor,
    texto,
    adjuntos,
    creado_en,
    contexto: contexto ?? null,
  };
}
