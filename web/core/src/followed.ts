// What a cliente's page knows of the conversation, and how each frame changes it. Pure: frames in,
// state out; what still has to be fetched can be read off the state.

import {
  applied,
  type ChatLog,
  type Cierre,
  emptyLog,
  hasGap,
  unread,
  withEarlier,
  withNewer,
} from "./log";
import type {
  Autor,
  ChatClosedFrame,
  ChatId,
  Mensaje,
  MensajesPagina,
  Presencia,
  ReadFrame,
  ReadyFrame,
} from "./wire";

export interface Followed {
  readonly epoca: string | number | null;
  readonly soporte: Presencia | null;
  /** The cliente's last closed chat, where none is open. */
  readonly anterior: ChatId | null;
  /** Oldest first; the last one is followed. The ones before it were closed while the page looked on. */
  readonly chats: readonly ChatLog[];
  readonly typing: Autor | null;
  /** What the server counted as unread, where the log here does not reach back far enough. */
  readonly sinLeerServidor: number;
}

export const NOTHING: Followed = {
  epoca: null,
  soporte: null,
  anterior: null,
  chats: [],
  typing: null,
  sinLeerServidor: 0,
};

export function current(state: Followed): ChatLog | undefined {
  return state.chats.at(-1);
}

export function onReady(before: Followed, frame: ReadyFrame): Followed {
  const restored = before.epoca !== null && before.epoca !== frame.epoca;
  // Stored messages may be gone: show nothing that the server may not have.
  const state = restored ? NOTHING : before;
  const known = {
    ...state,
    epoca: frame.epoca,
    soporte: frame.soporte ?? state.soporte,
    anterior: frame.anterior ?? null,
    sinLeerServidor: frame.sin_leer ?? 0,
    typing: null,
  };
  if (frame.chat_id === null) return known;
  const log =
    state.chats.find(({ id }) => id === frame.chat_id) ??
    emptyLog(frame.chat_id, frame.anterior ?? null, frame.ultimo_seq === 0);
  return withLog(known, {
    ...log,
    leidoCliente: Math.max(log.leidoCliente, frame.leido_cliente ?? 0),
    leidoSoporte: Math.max(log.leidoSoporte, frame.leido_soporte ?? 0),
  });
}

/** A new chat, followed from its first message on. */
export function onOpened(state: Followed, id: ChatId, anterior: ChatId | null): Followed {
  if (state.chats.some((log) => log.id === id)) return state;
  return {
    ...state,
    typing: null,
    chats: [...state.chats, emptyLog(id, anterior, true)],
  };
}

export function onMensaje(state: Followed, mensaje: Mensaje): Followed {
  const log = state.chats.find(({ id }) => id === mensaje.chat_id);
  if (!log) return state;
  const typing = state.typing?.tipo === mensaje.autor.tipo ? null : state.typing;
  return withLog({ ...state, typing }, applied(log, mensaje));
}

export function onClosed(state: Followed, frame: ChatClosedFrame): Followed {
  const log = state.chats.find(({ id }) => id === frame.chat_id);
  if (!log || log.cierre) return state;
  const { mensaje, razon_cierre, cerrado_en, ultimo_seq = 0 } = frame;
  const cierre: Cierre = { mensaje, razon_cierre, cerrado_en };
  const known = Math.max(log.known, ultimo_seq);
  return withLog({ ...state, typing: null, anterior: log.id }, { ...log, cierre, known });
}

export function onRead(
  state: Followed,
  { chat_id, lector, seq }: Omit<ReadFrame, "type">,
): Followed {
  const log = state.chats.find(({ id }) => id === chat_id);
  if (!log) return state;
  const field = lector === "cliente" ? "leidoCliente" : "leidoSoporte";
  if (log[field] >= seq) return state;
  return withLog(state, { ...log, [field]: seq });
}

export function onPage(
  state: Followed,
  id: ChatId,
  page: MensajesPagina,
  side: "newer" | "earlier",
) {
  const log = state.chats.find((one) => one.id === id);
  if (!log) return state;
  const merge = side === "newer" ? withNewer : withEarlier;
  return withLog(state, merge(log, page.resultados, page.hay_mas));
}

/** The server spoke of an entry; where it is not here yet it has to be fetched. */
export function onHeardOf(state: Followed, id: ChatId, seq: number): Followed {
  const log = state.chats.find((one) => one.id === id);
  if (!log || log.known >= seq) return state;
  return withLog(state, { ...log, known: seq });
}

/** The first log that lacks its newest page, or a range above its `last`. */
export function missing(state: Followed): { need: "page" | "range"; log: ChatLog } | null {
  const log = state.chats.find((one) => !one.loaded || hasGap(one));
  return log ? { need: log.loaded ? "range" : "page", log } : null;
}

export function unreadOf(state: Followed): number {
  const log = current(state);
  if (!log) return 0;
  const reachesBack =
    log.loaded && (!log.hayMas || (log.mensajes[0]?.seq ?? 0) <= log.leidoCliente + 1);
  if (reachesBack || log.leidoCliente >= log.last) return unread(log);
  return Math.max(unread(log), state.sinLeerServidor);
}

/** The last closed chat in view, where soporte has said something in it. */
export function lastAnswered({ chats }: Followed): ChatId | null {
  const log = chats.findLast(({ cierre }) => cierre);
  return log?.mensajes.some(({ autor }) => autor.tipo === "soporte") ? log.id : null;
}

export function isInLog(state: Followed, uid: string): boolean {
  return state.chats.some(({ mensajes }) => mensajes.some((mensaje) => mensaje.uid === uid));
}

/** Where to resume: only a log without holes at its end can say. */
export function cursor(state: Followed): { chat: ChatId; despues: number } | null {
  const log = current(state);
  return log?.loaded ? { chat: log.id, despues: log.last } : null;
}

function withLog(state: Followed, log: ChatLog): Followed {
  const known = state.chats.some(({ id }) => id === log.id);
  const chats = known
    ? state.chats.map((one) => (one.id === log.id ? log : one))
    : [...state.chats, log];
  return { ...state, chats };
}
