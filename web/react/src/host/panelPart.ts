// The panel and its words, fetched together when a chat is opened for the first time.

import { inIdioma } from "../later";
import { panelTexts } from "../panelTexts";
import type { Texts } from "../texts";

export type PanelPart = typeof import("../view") & { texts: Texts };

export const panelPart = inIdioma<PanelPart>(async (idioma) => {
  const [view, texts] = await Promise.all([import("../view"), panelTexts(idioma)]);
  return { ...view, texts };
});
