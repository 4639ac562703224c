// The words of the parts that are fetched when they are wanted, fetched with the first of them.

import { byName } from "./byName";
import type { Idioma, LaterTexts } from "./texts";
import { useWords } from "./words";

const LATER = byName(
  import.meta.glob<LaterTexts>("./texts/*.ts", { import: "later", query: "?later" }),
);
const here = new Map<Idioma, LaterTexts>();

/** Afterwards `useLaterWords` may be called below that language. */
export async function fetchLaterWords(idioma: Idioma): Promise<void> {
  if (!here.has(idioma)) here.set(idioma, await (LATER[idioma] ?? LATER.es!)());
}

export function useLaterWords(): LaterTexts {
  return here.get(useWords().idioma)!;
}
