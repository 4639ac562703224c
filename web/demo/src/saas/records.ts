// The shape of what the made-up SaaS shows, and how a value is written in each language.
import type { Idioma } from "../idioma";
import type { FieldName, StateName, Texts } from "./texts";

/** A text as it is, a day counted from today or a moment from now (so that the demo never looks old), or an amount. */
export type Value =
  | string
  | { day: number; time?: string }
  | { minutesAgo: number }
  | { euros: number };

export type Tipo = keyof Texts["tipos"];
export type Path = "pedidos" | "citas" | "facturas";

export type Entry = {
  id: number | string;
  estado: StateName;
  fields: Partial<Record<FieldName, Value>>;
  lines?: { head: FieldName[]; rows: Value[][] };
  events: [Value, string][];
};

export type Section = {
  path: Path;
  tipo: Tipo;
  columns: FieldName[];
  entries: Entry[];
};

export type Notice = { title: string; about: string; hash?: string };

export type Skin = {
  sections: Section[];
  figures: [keyof Texts["figures"], string][];
  /** What the home screen lists: those of the first section that are about today. */
  today: (entry: Entry) => boolean;
  notices: Notice[];
};

const TONES: Partial<Record<StateName, "alert" | "active" | "done">> = {
  incidencia: "alert",
  devuelta: "alert",
  noacudio: "alert",
  ruta: "active",
  muelle: "active",
  confirmada: "active",
  enviada: "active",
  entregado: "done",
  atendida: "done",
  cobrada: "done",
  pagada: "done",
};
export const toneOf = (estado: StateName) => TONES[estado] ?? "plain";

export const LOCALES: Record<Idioma, string> = { es: "es", en: "en-GB" };

export function shown(value: Value | undefined, idioma: Idioma): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if ("euros" in value)
    return new Intl.NumberFormat(LOCALES[idioma], {
      style: "currency",
      useGrouping: "always",
      currency: "EUR",
    }).format(value.euros);
  if ("minutesAgo" in value)
    return new Intl.DateTimeFormat(LOCALES[idioma], {
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }).format(Date.now() - value.minutesAgo * 60_000);
  const day = new Intl.DateTimeFormat(LOCALES[idioma], {
    day: "numeric",
    month: "short",
  }).format(date(value.day));
  return value.time ? `${day}, ${value.time}` : day;
}

export function date(daysFromToday: number): Date {
  const then = new Date();
  then.setDate(then.getDate() + daysFromToday);
  return then;
}

export const isAmount = (value: Value | undefined) =>
  typeof value === "object" ? "euros" in value : /^[\d.,]+( kg| %)?$/.test(value ?? "");
