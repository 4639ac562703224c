// The root of everything drawn: theme, language, and the tenant's colour.

import { type CSSProperties, type ReactNode, useRef } from "react";
import { type Tema, useInk, useTheme } from "../theme";
import { useWords } from "../words";

export interface Look {
  /** The tenant's colour; else the page's `--chat-color`, else ours. */
  color?: string | undefined;
  tema?: Tema | undefined;
  posicion?: "derecha" | "izquierda" | undefined;
}

interface Props extends Look {
  kind: "floating" | "inline";
  children: ReactNode;
}

export function Frame({ kind, color, tema = "auto", posicion = "derecha", children }: Props) {
  const { idioma } = useWords();
  const theme = useTheme(tema);
  const root = useRef<HTMLDivElement>(null);
  useInk(root, color, theme);
  const style = (color ? { "--chat-color": color } : {}) as CSSProperties;
  return (
    <div
      ref={root}
      className={`v ${kind} ${posicion}`}
      data-tema={theme}
      lang={idioma}
      style={style}
    >
      {children}
    </div>
  );
}
