// The parts of the widget that are fetched when they are wanted. In the built script their names carry a
// hash and stand beside it on the server (vite.config.ts); here they are modules like any other.

import type { Texts } from "@ventanilla/react/launcher";

export interface Chunks {
  /** Who the cliente is, their line to the server, and what is drawn. */
  panel(): Promise<typeof import("./panel")>;
  texts(idioma: string): Promise<{ panel: Texts }>;
}

export const chunks: Chunks = {
  panel: () => import("./panel"),
  texts: (idioma) => import(`../../react/src/texts/${idioma}.ts`),
};
