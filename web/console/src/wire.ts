// The shapes of the agent's side of the contract, on top of those that core shares with every
// client. Names are the wire's own words.
import type {
  Adjunto,
  Autor,
  BandejaFila,
  Chat,
  ChatClosedFrame,
  ClienteId,
  ClientFrame,
  Contexto,
  InboxFrame,
  Mensaje,
  MensajesPagina,
  Pagina,
  ReadyFrame,
  ServerFrame,
  TenantRef,
} from "@ventanilla/core";
import type * as gen from "../../core/src/wire.gen";

/** What an agente's line brings besides the inbox and the chats that are followed. */
export type DeskFrame = gen.Note | gen.Viewing | gen.Team | gen.Alert | gen.Changed;

/** The shapes of the agents' calls and frames that no cliente's program needs, as the server has them. */
export type * as wire from "../../core/src/wire.gen";
export type {
  Adjunto,
  Autor,
  BandejaFila,
  Chat,
  ChatClosedFrame,
  ClienteId,
  ClientFrame,
  Contexto,
  InboxFrame,
  Mensaje,
  MensajesPagina,
  Pagina,
  ReadyFrame,
  ServerFrame,
  TenantRef,
};

export type Agente = { id: number; usuario: string; nombre: string };

export type Yo = {
  agente: Agente;
  permisos: string[];
  /** Teams that one is in, by id. */
  equipos: number[];
  tenants: TenantRef[];
  razones: string[];
  /** What has to be done before anything else: `clave`, `dos_pasos`. */
  debe: string[];
};

export type Cliente = {
  id: ClienteId;
  nombre: string;
  email?: string | null;
  avatar?: string | null;
  atributos?: Record<string, unknown> | null;
};

export type EarlierChat = Chat & { primer_texto: string | null };

export type ChatDetail = Chat & {
  tenant: TenantRef;
  cliente: Cliente;
  anteriores: EarlierChat[];
  asignado_a: number | null;
  equipo_id: number | null;
  etiquetas: string[];
  notas: number;
  bloqueado: gen.Bloqueo | null;
  abierto: number | null;
};
