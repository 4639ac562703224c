// Pure decisions about inbox rows: which of two is newer, who comes first, what a filter holds.
import type { BandejaFila, wire } from "../wire";

export type Filtro = wire.Filtro;

/** What a filter means for whoever looks: «yo», «mio». */
export type Looker = { id: number; equipos: readonly number[] };

/** The row to keep of two of one chat: the one that was written later. */
export const newest = (old: BandejaFila | undefined, row: BandejaFila): BandejaFila =>
  old && old.version >= row.version ? old : row;

/** Newest activity first; the id settles ties so that every list agrees with the server's. */
export const byActivity = (a: BandejaFila, b: BandejaFila): number =>
  time(b.ultima_actividad) - time(a.ultima_actividad) || b.id - a.id;

/** Who has waited longest first, then those who do not wait. */
export function byWaiting(a: BandejaFila, b: BandejaFila): number {
  if (a.espera_desde === null || b.espera_desde === null) {
    return Number(a.espera_desde === null) - Number(b.espera_desde === null) || a.id - b.id;
  }
  return time(a.espera_desde) - time(b.espera_desde) || a.id - b.id;
}

export const orderOf = ({ orden }: Filtro) => (orden === "espera" ? byWaiting : byActivity);

/**
 * Whether a row alone tells that the filter holds it. What it does not tell only the server knows: such a
 * list shows what it found, kept fresh, and takes nothing else in.
 */
export const isDecidable = (filter: Filtro): boolean =>
  !filter.q &&
  !filter.importante &&
  !filter.cerrado_por &&
  !filter.respondido_por &&
  !filter.puntuacion;

/** Whether the filter holds the row, as far as a row can tell. */
export function holds(filter: Filtro, row: BandejaFila, me: Looker): boolean {
  const { estado = "abierto", tenant, etiqueta, razon, cliente } = filter;
  return (
    (estado === "todos" || row.cerrado === (estado === "cerrado")) &&
    (!tenant || tenant.split(",").includes(row.tenant.slug)) &&
    holdsAssignee(filter, row, me) &&
    holdsTeam(filter, row, me) &&
    (!etiqueta || etiqueta.split(",").every((each) => row.etiquetas.includes(each))) &&
    (!filter.espera || row.espera_desde !== null) &&
    (!filter.reapertura || row.reapertura) &&
    (!razon || row.razon_cierre === razon) &&
    (!cliente || String(row.cliente.id) === cliente) &&
    holdsTime(filter, row)
  );
}

function holdsAssignee({ asignado }: Filtro, row: BandejaFila, me: Looker): boolean {
  if (!asignado) return true;
  if (asignado === "nadie") return row.asignado_a === null;
  return row.asignado_a === (asignado === "yo" ? me.id : Number(asignado));
}

function holdsTeam({ equipo }: Filtro, row: BandejaFila, me: Looker): boolean {
  if (!equipo) return true;
  if (row.equipo_id === null) return false;
  return equipo === "mio" ? me.equipos.includes(row.equipo_id) : row.equipo_id === Number(equipo);
}

function holdsTime({ estado, desde, hasta }: Filtro, row: BandejaFila): boolean {
  const at = time(estado === "cerrado" ? row.cerrado_en : row.creado_en);
  if (desde && at < Date.parse(desde)) return false;
  return !hasta || at < Date.parse(hasta) + (hasta.length === DAY.length ? DAY_MS : 0);
}

const DAY = "2026-11-26";
const DAY_MS = 86_400_000;

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
