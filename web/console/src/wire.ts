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
  tenants: TenantRef[];
  razones: string[];
  permisos?: readonly string[];
};

export type Cliente = {
  id: ClienteId;
  nombre: string;
  email?: string | null;
  avatar?: string | null;
  atributos?: Record<string, unknown> | null;
};

export type EarlierChat = Chat & { primer_texto: string | null };

export type ChatDetail = Chat & { tenant: TenantRef; cliente: Cliente; anteriores: EarlierChat[] };
