// Who is named in a note: «@bea» is the agente whose user name that is. Pure.
import { plain } from "./canned";

export type Person = { id: number; usuario: string; nombre: string };
export type Piece = { texto: string; agente: Person | null };

const ASKED = /(?:^|[\s(¿¡])@([\p{L}\p{N}._-]*)$/u;
const NAMED = /(?<![\p{L}\p{N}._-])@([\p{L}\p{N}._-]+)/gu;

/** What stands before the caret where somebody is being looked up. */
export function asked(before: string): { from: number; word: string } | null {
  const found = ASKED.exec(before);
  if (!found) return null;
  const word = found[1] ?? "";
  return { from: before.length - word.length - 1, word };
}

export function matching(people: readonly Person[], word: string): Person[] {
  const wanted = plain(word);
  return people.filter(
    ({ usuario, nombre }) =>
      plain(usuario).startsWith(wanted) ||
      plain(nombre)
        .split(/\s+/)
        .some((part) => part.startsWith(wanted)),
  );
}

/** The text in pieces, with who is named in each. */
export function pieces(texto: string, people: readonly Person[]): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of texto.matchAll(NAMED)) {
    const agente = personOf(match[1] ?? "", people);
    if (!agente) continue;
    const end = match.index + 1 + agente.usuario.length;
    if (match.index > from) found.push({ texto: texto.slice(from, match.index), agente: null });
    found.push({ texto: texto.slice(match.index, end), agente });
    from = end;
  }
  if (from < texto.length) found.push({ texto: texto.slice(from), agente: null });
  return found;
}

/** Their ids, each once. */
export const namedIn = (texto: string, people: readonly Person[]): number[] => [
  ...new Set(pieces(texto, people).flatMap(({ agente }) => (agente ? [agente.id] : []))),
];

/** A full stop after a name is no part of it. */
function personOf(word: string, people: readonly Person[]): Person | null {
  const bare = word.replace(/[._-]+$/, "");
  const find = (name: string) =>
    people.find(({ usuario }) => usuario.toLowerCase() === name.toLowerCase());
  return find(word) ?? find(bare) ?? null;
}
