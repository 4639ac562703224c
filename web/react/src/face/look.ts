// How it looks and where it stands, as the page asks for it.

export type Tema = "claro" | "oscuro" | "auto";

export interface Look {
  /** The tenant's colour; else the page's `--chat-color`, else ours. */
  color?: string | undefined;
  tema?: Tema | undefined;
  posicion?: "derecha" | "izquierda" | undefined;
  /** How far from that side and from the bottom, in pixels; else `--chat-lado` and `--chat-abajo`, else 20. */
  lado?: number | string | undefined;
  abajo?: number | string | undefined;
}
