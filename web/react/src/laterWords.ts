// The words of the parts that are fetched when they are wanted. Who fetches them is laterPart.ts; here they are read.

import type { Idioma, LaterTexts } from "./texts";
import { useWords } from "./words";

const here = new Map<Idioma, LaterTexts>();

/** Afterwards `useLaterWords` may be called below that language. */
export function keepLaterWords(idioma: Idioma, texts: LaterTexts): void {
  here.set(idioma, texts);
}

export function useLaterWords(): LaterTexts {
  return here.get(useWords().idioma)!;
}
