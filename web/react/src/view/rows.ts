// The transcript as a list of rows to draw, from the logs and the outbox. Pure.

import type { ChatId, ChatLog, Cierre, Contexto, Mensaje, OutboxItem } from "@ventanilla/core";
import { sameDay } from "../dates";

export type Row =
  | { kind: "day"; key: string; at: string }
  | { kind: "closed"; key: string; chat: ChatId; cierre: Cierre; last: boolean }
  | { kind: "new"; key: string }
  | {
      kind: "message";
      key: string;
      mensaje: Mensaje;
      own: boolean;
      /** Continues what the same person said just before. */
      joined: boolean;
      /** The last of its group: says who and when. */
      ends: boolean;
      read: boolean;
      contexto: Contexto | null;
    }
  | {
      kind: "pending";
      key: string;
      item: OutboxItem;
      joined: boolean;
      ends: boolean;
      contexto: Contexto | null;
    };

const GROUP_MS = 5 * 60_000;

export function rowsOf(chats: readonly ChatLog[], outbox: readonly OutboxItem[]): Row[] {
  const rows: Row[] = [];
  let day: string | null = null;
  const newDay = (at: string, key: string) => {
    if (day === null || !sameDay(day, at)) rows.push({ kind: "day", key: `day ${key}`, at });
    day = at;
  };
  chats.forEach((log, index) => {
    if (index > 0 && log.mensajes.length > 0) rows.push({ kind: "new", key: `new ${log.id}` });
    const lastRead = lastReadOwn(log);
    log.mensajes.forEach((mensaje, at) => {
      newDay(mensaje.creado_en, mensaje.uid);
      const before = log.mensajes[at - 1];
      const after = log.mensajes[at + 1];
      rows.push({
        kind: "message",
        key: mensaje.uid,
        mensaje,
        own: mensaje.autor.tipo === "cliente",
        joined: belongs(before, mensaje),
        ends: !after || !belongs(mensaje, after),
        read: mensaje.seq === lastRead,
        contexto: changed(before?.contexto, mensaje.contexto),
      });
    });
    const { cierre } = log;
    const last = index === chats.length - 1;
    if (cierre) rows.push({ kind: "closed", key: `closed ${log.id}`, chat: log.id, cierre, last });
  });
  appendOutbox(rows, chats, outbox, newDay);
  return rows;
}

function appendOutbox(
  rows: Row[],
  chats: readonly ChatLog[],
  outbox: readonly OutboxItem[],
  newDay: (at: string, key: string) => void,
): void {
  const log = chats.at(-1);
  const last = log?.mensajes.at(-1);
  const opensNew = chats.length > 0 && (log?.cierre || (chats.length > 1 && !last));
  if (outbox.length > 0 && opensNew) rows.push({ kind: "new", key: "new" });
  let contexto = opensNew ? null : last?.contexto;
  outbox.forEach((item, index) => {
    newDay(item.entry.creado_en, item.entry.uid);
    const before = outbox[index - 1];
    const after = outbox[index + 1];
    // Under a message that says what became of it, the next one stands apart.
    const joined = before ? !before.entry.failed : !opensNew && last?.autor.tipo === "cliente";
    rows.push({
      kind: "pending",
      key: item.entry.uid,
      item,
      joined,
      ends: !after || Boolean(after.entry.failed),
      contexto: changed(contexto, item.entry.contexto),
    });
    contexto = item.entry.contexto;
  });
}

/** Read is said once: under the last message of the cliente that soporte has read. */
function lastReadOwn(log: ChatLog): number {
  const own = log.mensajes.filter(
    ({ autor, seq }) => autor.tipo === "cliente" && seq <= log.leidoSoporte,
  );
  return own.at(-1)?.seq ?? 0;
}

function belongs(before: Mensaje | undefined, after: Mensaje): boolean {
  if (!before || before.autor.tipo !== after.autor.tipo || before.autor.id !== after.autor.id) {
    return false;
  }
  if (changed(before.contexto, after.contexto)) return false;
  const apart = new Date(after.creado_en).getTime() - new Date(before.creado_en).getTime();
  return apart < GROUP_MS && sameDay(before.creado_en, after.creado_en);
}

/** The context where it is another one than before: it is shown once, not above every line. */
function changed(
  before: Contexto | null | undefined,
  now: Contexto | null | undefined,
): Contexto | null {
  if (!now?.titulo && !now?.pantalla && now?.id === undefined) return null;
  return before && stable(before) === stable(now) ? null : now;
}

/** The database gives an object's fields back in an order of its own. */
function stable(contexto: Contexto): string {
  return JSON.stringify(Object.entries(contexto).sort(([a], [b]) => (a < b ? -1 : 1)));
}
