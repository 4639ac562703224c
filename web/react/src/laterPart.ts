// The parts of the panel that are fetched when they are wanted, each with the words that they need.

import { byName } from "./byName";
import { inIdioma, type Later } from "./later";
import { keepLaterWords } from "./laterWords";
import type { Idioma, LaterTexts } from "./texts";
import { useWords } from "./words";

const LATER = byName(
  import.meta.glob<LaterTexts>("./texts/*.ts", { import: "later", query: "?later" }),
);

/** Each part tells by its `useWords` which panel it came with: after an upgrade it is another one, and the part
 * can't draw in this one. */
interface OfPanel {
  useWords: typeof useWords;
}

/** One for each language. */
export type LaterPart<T> = (idioma: Idioma) => Later<T>;

export function laterPart<T extends OfPanel>(load: () => Promise<T>): LaterPart<T> {
  return inIdioma(async (idioma) => {
    const [part, texts] = await Promise.all([load(), (LATER[idioma] ?? LATER.es!)()]);
    if (part.useWords !== useWords) throw new Error("Ventanilla: esta parte es de otra versión");
    keepLaterWords(idioma, texts);
    return part;
  });
}
