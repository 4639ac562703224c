// The question of how a chat went, once it has come; whoever does not get it can go on all the same.

import { useLater } from "../later";
import { laterPart } from "../laterPart";
import { useWords } from "../words";
import type { RatingProps } from "./Rating";

const part = laterPart(() => import("./Rating"));

export function HowItWent(props: RatingProps) {
  const { value } = useLater(part(useWords().idioma));
  return value && <value.Rating {...props} />;
}
