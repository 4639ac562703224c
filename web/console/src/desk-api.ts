// The agent's HTTP calls, typed. Everything above takes this interface, so that a test or the
// made-up desk can stand in for the server.
import type { Request } from "./http";
import type { BandejaFila, Chat, ChatDetail, Mensaje, MensajesPagina, Pagina, Yo } from "./wire";

export type InboxFilter = { estado: "abierto" | "cerrado"; tenant?: string; q?: string };

export type Closing = { razon_cierre: string; mensaje?: string; visto_hasta: number };

export interface DeskApi {
  yo(): Promise<Yo>;
  bandeja(filter: InboxFilter, cursor: string | null): Promise<Pagina<BandejaFila>>;
  chat(id: number): Promise<ChatDetail>;
  mensajes(id: number, range?: MensajesRange): Promise<MensajesPagina>;
  cerrar(id: number, closing: Closing): Promise<Chat>;
}

export type MensajesRange = { despues?: number; antes?: number; limite?: number };

export function deskApi(request: Request): DeskApi {
  const get = <T>(path: string, query: Record<string, string | number | null | undefined> = {}) =>
    request("GET", path + queryString(query)) as Promise<T>;
  return {
    yo: () => get("/api/soporte/yo/"),
    bandeja: (filter, cursor) => get("/api/soporte/bandeja/", { ...filter, cursor }),
    chat: (id) => get(`/api/soporte/chats/${id}/`),
    mensajes: (id, range = {}) => get(`/api/soporte/chats/${id}/mensajes/`, range),
    cerrar: (id, closing) => request("POST", `/api/chat/${id}/cerrar/`, closing) as Promise<Chat>,
  };
}

/** What a close that came too late was answered with: the messages nobody had seen. */
export const unseenMensajes = (body: Record<string, unknown>): Mensaje[] =>
  Array.isArray(body.mensajes) ? (body.mensajes as Mensaje[]) : [];

function queryString(query: Record<string, string | number | null | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}
