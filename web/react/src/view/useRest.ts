// What the panel draws at some moments only. It is fetched as soon as the panel stands, so that it is here by
// then; until it is, the panel can be read and written in.

import { useInsisted } from "../insist";
import { laterPart } from "../laterPart";
import { useSheet } from "../root";
import { useWords } from "../words";

export const restPart = laterPart(() => import("./Rest"));

/** Null until it is here. */
export function useRest() {
  const rest = useInsisted(restPart(useWords().idioma));
  useSheet(rest?.css);
  return rest;
}
