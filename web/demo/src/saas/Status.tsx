// A record's state, in words, with a dot whose colour repeats it.
import { toneOf } from "./records";
import type { StateName, Texts } from "./texts";

export function Status({ estado, t }: { estado: StateName; t: Texts }) {
  return <span className={`status ${toneOf(estado)}`}>{t.states[estado]}</span>;
}
