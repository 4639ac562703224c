// Pure decisions about inbox rows: which of two is newer, who comes first, what a view holds.
import type { InboxFilter } from "../desk-api";
import type { BandejaFila } from "../wire";

/** A view is a server filter plus what this console narrows by itself. */
export type View = InboxFilter & { espera?: boolean };

/** The row to keep of two of one chat. A row never goes back: closed beats open, higher seq wins. */
export function newest(old: BandejaFila | undefined, row: BandejaFila): BandejaFila {
  if (!old) return row;
  const order = age(old, row);
  if (order > 0) return old;
  // Same state of the conversation: reading only ever lowers what is unread.
  if (order === 0) return { ...row, sin_leer: Math.min(old.sin_leer, row.sin_leer) };
  return row;
}

/** Positive where `a` is the newer one. */
function age(a: BandejaFila, b: BandejaFila): number {
  if (a.cerrado !== b.cerrado) return a.cerrado ? 1 : -1;
  if (a.ultimo_seq !== b.ultimo_seq) return a.ultimo_seq - b.ultimo_seq;
  return time(a.ultima_actividad) - time(b.ultima_actividad);
}

/** Newest activity first; the id settles ties so that every list agrees with the server's. */
export const byActivity = (a: BandejaFila, b: BandejaFila): number =>
  time(b.ultima_actividad) - time(a.ultima_actividad) || b.id - a.id;

/** Who has waited longest first. */
export const byWaiting = (a: BandejaFila, b: BandejaFila): number =>
  time(a.espera_desde) - time(b.espera_desde) || a.id - b.id;

/** Whether the filter holds the row, as far as a row can tell (a search only the server knows). */
export const holds = (filter: InboxFilter, row: BandejaFila): boolean =>
  row.cerrado === (filter.estado === "cerrado") &&
  (filter.tenant === undefined || row.tenant.slug === filter.tenant);

/** The rows of a view in the order in which it shows them. */
export function shown(rows: readonly BandejaFila[], view: View): readonly BandejaFila[] {
  if (!view.espera) return rows;
  return rows.filter((row) => row.espera_desde !== null).sort(byWaiting);
}

export type Held = { rows: BandejaFila[]; changes: number };

/**
 * The list as it looked when the pointer came over it: same chats, same places, their contents
 * fresh. `changes` is how many chats would move, come or go once it is let go.
 */
export function heldOrder(
  heldIds: readonly number[],
  current: readonly BandejaFila[],
  latest: (id: number) => BandejaFila | undefined,
): Held {
  const rows = heldIds.map((id) => latest(id)).filter((row) => row !== undefined);
  const place = new Map(heldIds.map((id, index) => [id, index]));
  const arrived = current.filter((row) => !place.has(row.id)).length;
  const here = new Set(current.map((row) => row.id));
  const left = heldIds.filter((id) => !here.has(id)).length;
  return { rows, changes: arrived + left + moved(current, place) };
}

// How many of the rows that stay are above one that they used to be below: exactly those jumped.
function moved(current: readonly BandejaFila[], place: Map<number, number>): number {
  let jumped = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = current.length - 1; i >= 0; i--) {
    const was = place.get(current[i]!.id);
    if (was === undefined) continue;
    if (was > lowest) jumped += 1;
    else lowest = was;
  }
  return jumped;
}

const time = (iso: string | null): number => (iso === null ? 0 : Date.parse(iso));
