// What travels between us and the server. The shapes come from the server's own page (wire.gen.ts);
// here they get the names that the clients use, and what a generator can't know.

import type * as gen from "./wire.gen";

/** An attachment's `url` is relative to the server, and served to its own chat's people only. */
export type {
  Adjunto,
  Autor,
  Bandeja,
  ClienteId,
  Problema,
  TenantRef,
  Valoracion,
  Yo,
} from "./wire.gen";

export type ChatId = number;
export type Presencia = gen.Ready["soporte"];
export type Lector = gen.ReadMark["lector"];

/** From where the cliente writes. Hosts may add fields of their own (4 KiB in all). */
export interface Contexto {
  tipo?: string;
  id?: string | number;
  titulo?: string;
  pantalla?: string;
  url?: string;
  [campo: string]: unknown;
}

export interface Mensaje extends Omit<gen.Mensaje, "contexto"> {
  contexto?: Contexto | null;
}

/** `creado` comes with the opening call: true where it made the chat. */
export interface Chat extends Omit<gen.Chat, "contexto"> {
  contexto: Contexto | null;
  creado?: boolean;
}

export type HistorialFila = Chat &
  Pick<gen.ChatEnHistorial, "primer_texto" | "ultimo_texto" | "ultimo_autor">;

export interface Pagina<T> {
  resultados: T[];
  siguiente: string | null;
}

export interface MensajesPagina {
  resultados: Mensaje[];
  hay_mas: boolean;
}

export type BandejaFila = gen.Fila;

/** What the contract promises, and what our own server adds. */
export type ReadyFrame = Pick<
  gen.Ready,
  "type" | "chat_id" | "ultimo_seq" | "cerrado" | "epoca" | "latido"
> &
  Partial<gen.Ready>;
export type ChatMessageFrame = { type: "chat_message" } & Mensaje;
export type AckFrame = gen.Ack;
export type ChatClosedFrame = gen.ChatClosed;
export type ChatOpenedFrame = gen.ChatOpened;
export type TypingFrame = gen.Typing;
export type ReadFrame = gen.ReadMark;
export type PresenceFrame = gen.Presence;
export type ErrorFrame = Omit<gen.Refused, "chat_id">;
export type PongFrame = gen.Pong;
export type InboxFrame = gen.Inbox;

export type ServerFrame =
  | ReadyFrame
  | ChatMessageFrame
  | AckFrame
  | ChatClosedFrame
  | ChatOpenedFrame
  | TypingFrame
  | ReadFrame
  | PresenceFrame
  | ErrorFrame
  | PongFrame
  | InboxFrame;

/** What an agente may send; a cliente names no chat and subscribes to none. */
export type ClientFrame = Said<Exclude<gen.FromAgente, gen.ViewingFrame>> | gen.ViewingFrame;

/** A field that the server takes as null is left out here. */
type Said<Frame> = Frame extends unknown ? { [K in keyof Frame]: Exclude<Frame[K], null> } : never;
