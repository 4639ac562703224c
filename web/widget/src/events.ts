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

/** Each with its other name. */
const NAMES: Record<keyof WidgetEvents, string> = {
  listo: "ready",
  abrir: "open",
  cerrar: "close",
  mensaje: "message",
  no_leidos: "unread",
  conexion: "connection",
  chat_cerrado: "chat_closed",
  chat_abierto: "chat_opened",
  error: "",
};

export const EVENTS = Object.keys(NAMES) as (keyof WidgetEvents)[];

export function eventNamed(name: string): keyof WidgetEvents {
  return EVENTS.find((event) => NAMES[event] === name) ?? (name as keyof WidgetEvents);
}
