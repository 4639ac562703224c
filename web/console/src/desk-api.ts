// The agent's HTTP calls, typed. Everything above takes this interface, so that a test or the
// made-up desk can stand in for the server.
import type { Request } from "./http";
import type {
  BandejaFila,
  Chat,
  ChatDetail,
  Mensaje,
  MensajesPagina,
  Pagina,
  wire,
  Yo,
} from "./wire";

export type Closing = { razon_cierre: string; mensaje?: string; visto_hasta: number };

export interface DeskApi {
  yo(): Promise<Yo>;
  bandeja(filter: wire.Filtro, cursor: string | null): Promise<Pagina<BandejaFila>>;
  cuentas(): Promise<wire.Cuentas>;
  chat(id: number): Promise<ChatDetail>;
  mensajes(id: number, range?: MensajesRange): Promise<MensajesPagina>;
  cerrar(id: number, closing: Closing): Promise<Chat>;
}

export type MensajesRange = { despues?: number; antes?: number; limite?: number };

export function deskApi(request: Request): DeskApi {
  const get = <T>(path: string, query: Query = {}) =>
    request("GET", path + queryString(query)) as Promise<T>;
  return {
    yo: () => get("/api/soporte/yo/"),
    bandeja: (filter, cursor) => get("/api/soporte/bandeja/", { ...filter, cursor }),
    cuentas: () => get("/api/soporte/bandeja/cuentas/"),
    chat: (id) => get(`/api/soporte/chats/${id}/`),
    mensajes: (id, range = {}) => get(`/api/soporte/chats/${id}/mensajes/`, range),
    cerrar: (id, closing) => request("POST", `/api/chat/${id}/cerrar/`, closing) as Promise<Chat>,
  };
}

/** What a close that came too late was answered with: the messages nobody had seen. */
export const unseenMensajes = (body: Record<string, unknown>): Mensaje[] =>
  Array.isArray(body.mensajes) ? (body.mensajes as Mensaje[]) : [];

type Query = Record<string, string | number | boolean | null | undefined>;

/** `?…`, without what is empty; a flag is 1. */
export function queryString(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === true) params.set(name, "1");
    else if (value || value === 0) params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}
