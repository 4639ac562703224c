// What a page may say about the chat, as attributes of the element or as an object of `init`.

import type { Look } from "@ventanilla/react/launcher";

export interface WidgetOptions extends Look {
  /** Where the tenant's Ventanilla answers; `{tenant}` in it is replaced. This page's origin where it is left out. */
  servidor?: string | undefined;
  tenant?: string | undefined;
  idioma?: string | undefined;
  /** Gives a fresh JWT each time it is asked. */
  token?: (() => Promise<string> | string) | undefined;
  /** Or an address of the page's own server, which answers a POST with `{"token": …}`. */
  tokenUrl?: string | undefined;
  /** `siempre` connects with the page, for an unread count before the panel was ever opened. */
  conectar?: "al_abrir" | "siempre" | undefined;
  lanzador?: boolean | undefined;
  /** The sound of a new message, until the person chooses for themselves. */
  sonido?: boolean | undefined;
  /** False where the title is not to count what is unread while nobody looks. */
  titulo?: boolean | undefined;
  aviso?: boolean | undefined;
  depurar?: boolean | undefined;
}

declare global {
  /** How the tenant wants its panel: written before the script by the server that serves it. */
  var ventanillaAspecto: (Look & { idioma?: string; saludo?: Record<string, string> }) | undefined;
}

export const ATTRIBUTES = [
  "servidor",
  "tenant",
  "idioma",
  "token-url",
  "color",
  "tema",
  "posicion",
  "lado",
  "abajo",
  "conectar",
  "lanzador",
  "sonido",
  "titulo",
  "aviso",
  "depurar",
];

const YES_OR_NO = new Set(["lanzador", "sonido", "titulo", "aviso", "depurar"]);

export function optionsFrom(element: Element): WidgetOptions {
  const options: Record<string, unknown> = {};
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value === null) continue;
    const key = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    options[key] = YES_OR_NO.has(name) ? !/^(no|false|0)$/.test(value) : value;
  }
  return options;
}

export function serverOf({ servidor, tenant = "" }: WidgetOptions): string {
  const named = (servidor || location.origin).replace("{tenant}", encodeURIComponent(tenant));
  return new URL(named, location.href).origin;
}

/** The token from wherever the page said that it comes from. */
export async function askToken({ token, tokenUrl }: WidgetOptions): Promise<string> {
  if (token) return token();
  if (!tokenUrl) throw new Error("Ventanilla: falta token");
  const csrf = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  const ours = new URL(tokenUrl, location.href).origin === location.origin;
  const response = await fetch(tokenUrl, {
    method: "POST",
    headers: { Accept: "application/json", ...(csrf && ours ? { "X-CSRFToken": csrf } : {}) },
  });
  if (!response.ok) throw new Error(`Ventanilla: token-url: ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}
