// What the inbox is narrowed to, and which panel is out, as the address holds it.
import type { Filtro } from "./live/rows";

export type Vista = "mios" | "sin_asignar" | "esperan" | "cerrados" | "todos";

const VISTAS: readonly Vista[] = ["mios", "sin_asignar", "esperan", "cerrados", "todos"];
/** Narrowed by, besides the view; a saved view is these as well. */
const NARROWED = [
  "tenant",
  "etiqueta",
  "equipo",
  "asignado",
  "razon",
  "cerrado_por",
  "respondido_por",
  "cliente",
  "puntuacion",
  "desde",
  "hasta",
  "q",
] as const;
const FLAGS = ["reapertura", "importante"] as const;

type Narrowed = { [Name in (typeof NARROWED)[number]]?: string | undefined };
type Flags = { [Name in (typeof FLAGS)[number]]?: true | undefined };

export type DeskSearch = Narrowed &
  Flags & {
    vista?: Vista | undefined;
    orden?: "espera" | undefined;
    /** The saved view that was picked. */
    guardada?: number | undefined;
    /** The details, where they are not always on the screen. */
    panel?: "persona" | undefined;
    /** The earlier chat that is being looked at. */
    previo?: number | undefined;
    /** The chat was closed by mistake: how it goes on. */
    deshacer?: true | undefined;
    /** The message that a link leads to, by its seq. */
    mensaje?: number | undefined;
  };

const OF_VIEW: Record<Vista, Filtro> = {
  mios: { asignado: "yo" },
  sin_asignar: { asignado: "nadie" },
  esperan: { espera: true, orden: "espera" },
  cerrados: { estado: "cerrado" },
  todos: { estado: "todos" },
};

/** What the list shows. */
export function filterOf(search: DeskSearch): Filtro {
  const filter: Record<string, unknown> = search.vista ? { ...OF_VIEW[search.vista] } : {};
  for (const name of [...NARROWED, ...FLAGS]) if (search[name]) filter[name] = search[name];
  if (search.orden) filter.orden = search.orden;
  return filter as Filtro;
}

/** The address of a filter, as a saved view has it. */
export function searchOf(filter: Filtro): DeskSearch {
  const { estado, espera, orden, ...rest } = filter;
  const vista = viewOf(filter);
  const { asignado, ...others } = rest;
  const keepsAssignee = vista !== "mios" && vista !== "sin_asignar";
  return {
    ...(others as DeskSearch),
    ...(vista ? { vista } : {}),
    ...(asignado && keepsAssignee ? { asignado } : {}),
    ...(orden === "espera" && vista !== "esperan" ? { orden } : {}),
  };
}

function viewOf({ estado, espera, asignado }: Filtro): Vista | undefined {
  if (estado === "cerrado") return "cerrados";
  if (estado === "todos") return "todos";
  if (espera) return "esperan";
  if (asignado === "yo") return "mios";
  return asignado === "nadie" ? "sin_asignar" : undefined;
}

/** Whether something narrows the view. */
export const isNarrowed = (search: DeskSearch): boolean =>
  [...NARROWED, ...FLAGS].some((name) => search[name]);

/** A link to a chat keeps the list as it is, and closes what was over the chat before. */
export function keepingList({ panel, previo, mensaje, deshacer, ...list }: DeskSearch): DeskSearch {
  return list;
}

export function validDeskSearch(search: Record<string, unknown>): DeskSearch {
  const found: Record<string, unknown> = {};
  for (const name of NARROWED) {
    const value = search[name];
    if (value !== undefined && value !== "") found[name] = String(value);
  }
  for (const name of FLAGS) if (String(search[name]) === "true") found[name] = true;
  for (const name of ["guardada", "previo", "mensaje"] as const) {
    const id = Number(search[name]);
    if (Number.isSafeInteger(id) && id > 0) found[name] = id;
  }
  if (VISTAS.includes(search.vista as Vista)) found.vista = search.vista;
  if (search.orden === "espera") found.orden = "espera";
  if (search.panel === "persona") found.panel = "persona";
  if (String(search.deshacer) === "true") found.deshacer = true;
  return found as DeskSearch;
}
