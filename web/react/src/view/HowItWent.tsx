// The question of how a chat went, once it has come; whoever does not get it can go on all the same.

import { inIdioma, useLater } from "../later";
import { useWords } from "../words";
import type { RatingProps } from "./Rating";

const part = inIdioma((idioma) => import("./Rating").then(({ ready }) => ready(idioma, useWords)));

export function HowItWent(props: RatingProps) {
  const { value } = useLater(part(useWords().idioma));
  return value && <value.Rating {...props} />;
}
