// What a page can listen to: by `Ventanilla("on", name, fn)`, or as DOM events `ventanilla:name`.

import type { ChatEvents, ConnectionState, Mensaje } from "@ventanilla/core";

export type WidgetEvents = {
  listo: undefined;
  abrir: undefined;
  cerrar: undefined;
  mensaje: Mensaje;
  no_leidos: number;
  conexion: ConnectionState["status"];
  chat_cerrado: ChatEvents["closed"];
  chat_abierto: ChatEvents["opened"];
  error: Error;
};

export const EVENTS: (keyof WidgetEvents)[] = [
  "listo",
  "abrir",
  "cerrar",
  "mensaje",
  "no_leidos",
  "conexion",
  "chat_cerrado",
  "chat_abierto",
  "error",
];

const ALIASES: Record<string, keyof WidgetEvents> = {
  ready: "listo",
  open: "abrir",
  close: "cerrar",
  message: "mensaje",
  unread: "no_leidos",
  noLeidos: "no_leidos",
  connection: "conexion",
  chat_closed: "chat_cerrado",
  chat_opened: "chat_abierto",
};

export function eventNamed(name: string): keyof WidgetEvents {
  return ALIASES[name] ?? (name as keyof WidgetEvents);
}
