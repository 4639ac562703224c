// The panel's words, fetched in the language that is spoken.

import { byName } from "./byName";
import type { Idioma, Texts } from "./texts";

const PANEL = byName(import.meta.glob<Texts>("./texts/*.ts", { import: "panel" }));

export function panelTexts(idioma: Idioma): Promise<Texts> {
  return (PANEL[idioma] ?? PANEL.es!)();
}
