// What the panel draws at some moments only. It is fetched as soon as the panel stands, so that it is here by
// then; until it is, the panel can be read and written in.

import { inIdioma, useInsisted } from "../later";
import { useSheet } from "../root";
import { useWords } from "../words";

const part = inIdioma((idioma) => import("./Rest").then(({ ready }) => ready(idioma)));

/** Null until it is here. */
export function useRest() {
  const rest = useInsisted(part(useWords().idioma));
  useSheet(rest?.css);
  return rest;
}
