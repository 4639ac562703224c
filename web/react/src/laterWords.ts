// The words of the parts that are fetched when they are wanted, fetched with the first of them.

import { byName } from "./byName";
import type { Idioma, LaterTexts } from "./texts";
import { useWords } from "./words";

const LATER = byName(
  import.meta.glob<LaterTexts>("./texts/*.ts", { import: "later", query: "?later" }),
);
const here = new Map<Idioma, LaterTexts>();

export type UseWords = typeof useWords;

/** Afterwards `useLaterWords` may be called below that language. `words` is the panel's own: a part that an upgrade
 * has replaced meanwhile came with another panel, and can't draw in this one. */
export async function fetchLaterWords(idioma: Idioma, words: UseWords): Promise<void> {
  if (words !== useWords) throw new Error("Ventanilla: esta parte es de otra versión");
  if (!here.has(idioma)) here.set(idioma, await (LATER[idioma] ?? LATER.es!)());
}

export function useLaterWords(): LaterTexts {
  return here.get(useWords().idioma)!;
}
