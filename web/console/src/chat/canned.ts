// Canned replies as they are looked up and filled in. Pure.
import type { ChatDetail, wire } from "../wire";

/** What stands before the caret where somebody looks one up: «/» at a word's beginning. */
const ASKED = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u;
const VARIABLE = /\{\{\s*([\p{L}\p{N}_.-]+)\s*\}\}/gu;
const ATRIBUTO = "cliente.atributos.";

export type Values = (name: string) => string | undefined;
export type Piece = { texto: string; unknown: boolean };

export function asked(before: string): { from: number; word: string } | null {
  const found = ASKED.exec(before);
  if (!found) return null;
  const word = found[1] ?? "";
  return { from: before.length - word.length - 1, word };
}

/** Those whose shortcut or title has the words, the better and more used ones first. */
export function matching(all: readonly wire.Respuesta[], word: string): wire.Respuesta[] {
  const wanted = plain(word);
  return all
    .map((each) => ({ each, rank: rank(each, wanted) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || b.each.usos - a.each.usos)
    .map(({ each }) => each);
}

function rank({ atajo, titulo }: wire.Respuesta, wanted: string): number {
  if (plain(atajo).startsWith(wanted)) return 0;
  if (plain(atajo).includes(wanted)) return 1;
  return plain(titulo).includes(wanted) ? 2 : -1;
}

/** Its text in that language, else in the first of the others. */
export function textIn({ textos }: wire.Respuesta, languages: readonly string[]): string {
  const language = languages.find((each) => textos[each]) ?? Object.keys(textos)[0];
  return language === undefined ? "" : (textos[language] ?? "");
}

/** The cliente's own language first, where their host tells it, then ours. */
export function languagesOf(detail: ChatDetail | null, ours: string): string[] {
  const { idioma, locale, lang, language } = detail?.cliente.atributos ?? {};
  const told = [idioma, locale, lang, language].find((each) => typeof each === "string");
  return [
    ...new Set([...(told ? [String(told).slice(0, 2).toLowerCase()] : []), ours, "es", "en"]),
  ];
}

export function valuesOf(detail: ChatDetail, agente: string): Values {
  const { cliente, tenant, id } = detail;
  const known: Record<string, string> = {
    "cliente.nombre": cliente.nombre,
    "cliente.nombre_pila": cliente.nombre.trim().split(/\s+/)[0] ?? "",
    "agente.nombre": agente,
    "tenant.nombre": tenant.nombre,
    "chat.id": String(id),
  };
  return (name) => {
    if (Object.hasOwn(known, name)) return known[name] || undefined;
    if (!name.startsWith(ATRIBUTO)) return undefined;
    const key = name.slice(ATRIBUTO.length);
    const all = cliente.atributos ?? {};
    const value = Object.hasOwn(all, key) ? all[key] : undefined;
    return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
  };
}

/** The text with its variables filled in; one that has no value stands as it was written, and is marked. */
export function filled(texto: string, values: Values): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const add = (piece: string, unknown = false) => {
    if (piece) pieces.push({ texto: piece, unknown });
  };
  for (const match of texto.matchAll(VARIABLE)) {
    add(texto.slice(from, match.index));
    const value = values(match[1] ?? "");
    add(value ?? match[0], value === undefined);
    from = match.index + match[0].length;
  }
  add(texto.slice(from));
  return pieces;
}

export const plainText = (pieces: readonly Piece[]): string =>
  pieces.map(({ texto }) => texto).join("");

/** Variables that are still in a text, as they stand in it. */
export const variablesIn = (texto: string): string[] => [
  ...new Set([...texto.matchAll(VARIABLE)].map(([whole]) => whole)),
];

/** Without accents and in small letters. */
export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
