// The panel and its words, fetched together when a chat is opened for the first time.

import { Later } from "../later";
import { panelTexts } from "../panelTexts";
import type { Idioma, Texts } from "../texts";

export type PanelPart = typeof import("../view") & { texts: Texts };

const parts = new Map<Idioma, Later<PanelPart>>();

export function panelPart(idioma: Idioma): Later<PanelPart> {
  const known = parts.get(idioma) ?? new Later(() => fetchPanel(idioma));
  parts.set(idioma, known);
  return known;
}

async function fetchPanel(idioma: Idioma): Promise<PanelPart> {
  const [view, texts] = await Promise.all([import("../view"), panelTexts(idioma)]);
  return { ...view, texts };
}
