// A person: their picture where this server has one, else two letters. Pictures elsewhere are not
// fetched: they would tell a third party when a cliente is being looked at.
import { useState } from "react";
import { initials } from "../format";
import type { wire } from "../wire";

const SIZES = { s: "size-5 text-[9px]", m: "size-7 text-xs", l: "size-10 text-base" } as const;
const STATES = {
  en_linea: "bg-online",
  ausente: "bg-wait",
  desconectado: "bg-line-strong",
} as const;

type Props = {
  name: string;
  src?: string | null | undefined;
  large?: boolean;
  small?: boolean;
  /** Of an agente: the dot that says whether they are there. */
  state?: wire.AgentePresente["estado"] | undefined;
};

export function Avatar({ name, src, large = false, small = false, state }: Props) {
  const [broken, setBroken] = useState(false);
  const size = SIZES[large ? "l" : small ? "s" : "m"];
  const isOurs = src && /^\/(?!\/)/.test(src) && !broken;
  return (
    <span className="relative flex-none">
      {isOurs ? (
        <img
          alt=""
          src={src}
          className={`rounded-full object-cover ${size}`}
          onError={() => setBroken(true)}
        />
      ) : (
        <span
          aria-hidden="true"
          className={`grid place-items-center rounded-full bg-accent-soft font-semibold text-accent ${size}`}
        >
          {initials(name)}
        </span>
      )}
      {state && (
        <span
          aria-hidden="true"
          className={`absolute -right-px -bottom-px rounded-full ring-2 ring-panel ${small ? "size-1.5" : "size-2"} ${STATES[state]}`}
        />
      )}
    </span>
  );
}
