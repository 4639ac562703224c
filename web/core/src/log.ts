// One chat's log as this page knows it: always a gapless run of messages. Pure functions, no I/O.

import type { ChatId, Mensaje } from "./wire";

export interface Cierre {
  readonly mensaje: string;
  readonly razon_cierre: string | null;
  readonly cerrado_en: string | null;
}

export interface ChatLog {
  readonly id: ChatId;
  /** The cliente's closed chat before this one. */
  readonly anterior: ChatId | null;
  /** False until the newest page has been fetched; what arrives meanwhile is held. */
  readonly loaded: boolean;
  readonly mensajes: readonly Mensaje[];
  /** The seq up to which everything after the first shown message is here. */
  readonly last: number;
  readonly hayMas: boolean;
  /** The highest seq that the server has spoken of; above `last`, something is missing. */
  readonly known: number;
  /** Arrived above a gap; shown when the gap is filled. */
  readonly held: readonly Mensaje[];
  readonly leidoCliente: number;
  readonly leidoSoporte: number;
  readonly cierre: Cierre | null;
}

export function emptyLog(id: ChatId, anterior: ChatId | null, loaded: boolean): ChatLog {
  return {
    id,
    anterior,
    loaded,
    mensajes: [],
    last: 0,
    hayMas: false,
    known: 0,
    held: [],
    leidoCliente: 0,
    leidoSoporte: 0,
    cierre: null,
  };
}

/** Applied iff it is the next one; what is known is ignored; what is further on is held. */
export function applied(log: ChatLog, mensaje: Mensaje): ChatLog {
  if (log.loaded && mensaje.seq <= log.last) return log;
  if (log.held.some(({ seq }) => seq === mensaje.seq)) return log;
  return settled({
    ...log,
    held: [...log.held, mensaje].sort((a, b) => a.seq - b.seq),
  });
}

/** The newest page (of a log that had none), or the range that was missing. */
export function withNewer(log: ChatLog, mensajes: readonly Mensaje[], hayMas: boolean): ChatLog {
  if (log.loaded) return mensajes.reduce(applied, log);
  return settled({
    ...log,
    loaded: true,
    mensajes,
    last: mensajes.at(-1)?.seq ?? 0,
    hayMas,
  });
}

export function withEarlier(log: ChatLog, mensajes: readonly Mensaje[], hayMas: boolean): ChatLog {
  const first = log.mensajes[0]?.seq ?? log.last + 1;
  const earlier = mensajes.filter(({ seq }) => seq < first);
  return { ...log, mensajes: [...earlier, ...log.mensajes], hayMas };
}

export function hasGap(log: ChatLog): boolean {
  return log.loaded && (log.held.length > 0 || log.known > log.last);
}

/** Messages of the other side that the cliente has not seen; derived, never counted up. */
export function unread(log: ChatLog | undefined): number {
  if (!log) return 0;
  return log.mensajes.filter(({ autor, seq }) => autor.tipo !== "cliente" && seq > log.leidoCliente)
    .length;
}

function settled(log: ChatLog): ChatLog {
  if (!log.loaded) return log;
  let { mensajes, last, leidoCliente, leidoSoporte } = log;
  const held: Mensaje[] = [];
  for (const mensaje of log.held) {
    if (mensaje.seq > last + 1) held.push(mensaje);
    if (mensaje.seq !== last + 1) continue;
    mensajes = [...mensajes, mensaje];
    last = mensaje.seq;
    // Who writes has read.
    if (mensaje.autor.tipo === "cliente") leidoCliente = Math.max(leidoCliente, last);
    if (mensaje.autor.tipo === "soporte") leidoSoporte = Math.max(leidoSoporte, last);
  }
  return { ...log, mensajes, last, held, leidoCliente, leidoSoporte };
}
