// What a transcript shows, in order: days, where the cliente wrote from, messages in runs of one
// author. Pure.
import { sameDay } from "../format";
import type { Autor, Contexto, Mensaje, wire } from "../wire";

export type Entry =
  | { kind: "day"; key: string; iso: string }
  | { kind: "contexto"; key: string; contexto: Contexto }
  | { kind: "mensaje"; key: string; mensaje: Mensaje; endsRun: boolean }
  | { kind: "nota"; key: string; nota: wire.Nota };

const RUN_MS = 5 * 60_000;

/** `opening` is the context that the chat was opened with; it stands above the first message. */
export function entriesOf(
  mensajes: readonly Mensaje[],
  opening: Contexto | null,
  notas: readonly wire.Nota[] = [],
): Entry[] {
  const entries: Entry[] = [];
  const notesAfter = bySeq(notas);
  let before: Mensaje | undefined;
  let from = "";
  for (const [index, mensaje] of mensajes.entries()) {
    const { seq, creado_en } = mensaje;
    if (!before || !sameDay(before.creado_en, creado_en)) {
      entries.push({ kind: "day", key: `d${seq}`, iso: creado_en });
    }
    const contexto = mensaje.contexto ?? (seq === 1 ? opening : null);
    const now = contexto ? JSON.stringify(contexto) : from;
    if (contexto && now !== from && Object.keys(contexto).length > 0) {
      entries.push({ kind: "contexto", key: `c${seq}`, contexto });
    }
    from = now;
    const notes = notesAfter.get(seq) ?? [];
    const endsRun = notes.length > 0 || !continues(mensaje, mensajes[index + 1]);
    entries.push({ kind: "mensaje", key: `m${seq}`, mensaje, endsRun });
    for (const nota of notes) entries.push({ kind: "nota", key: `n${nota.id}`, nota });
    before = mensaje;
  }
  return entries;
}

function bySeq(notas: readonly wire.Nota[]): Map<number, wire.Nota[]> {
  const found = new Map<number, wire.Nota[]>();
  for (const nota of notas) found.set(nota.tras_seq, [...(found.get(nota.tras_seq) ?? []), nota]);
  return found;
}

function continues(mensaje: Mensaje, next: Mensaje | undefined): boolean {
  return (
    next !== undefined &&
    sameAutor(mensaje.autor, next.autor) &&
    !next.contexto &&
    sameDay(mensaje.creado_en, next.creado_en) &&
    Date.parse(next.creado_en) - Date.parse(mensaje.creado_en) < RUN_MS
  );
}

export const sameAutor = (a: Autor, b: Autor): boolean => a.tipo === b.tipo && a.id === b.id;
