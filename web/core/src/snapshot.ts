// What a view draws: one immutable value for everything there is to show of a cliente's chat.

import type { ConnectionState } from "./connectionState";
import type { ChatLog } from "./log";
import type { OutboxItem } from "./outbox";
import type { Autor, ChatId, Mensaje, Presencia } from "./wire";

export type Phase =
  | { status: "idle" }
  | { status: "loading" }
  | { status: "ready" }
  | { status: "failed"; detail: string };

export interface ChatSnapshot {
  readonly connection: ConnectionState;
  readonly phase: Phase;
  readonly soporte: Presencia | null;
  /** The cliente's last closed chat, where none is open. */
  readonly anterior: ChatId | null;
  /** Oldest first; the last one is the followed one. */
  readonly chats: readonly ChatLog[];
  /** What the log does not have yet, in sending order. */
  readonly outbox: readonly OutboxItem[];
  readonly typing: Autor | null;
  /** What another page of this browser says, while this one has no line. */
  readonly sinLeer: number;
  /** The last chat that soporte closed in view, until it is rated or waved away. */
  readonly porValorar: ChatId | null;
}

export type ChatEvents = {
  closed: { chat_id: ChatId; mensaje: string; razon_cierre: string | null };
  opened: { chat_id: ChatId; anterior: ChatId | null };
  message: Mensaje;
  /** What a composer holds was changed, by its writer or from elsewhere. */
  draft: { context: string; texto: string };
  /** A message that was taken back has put files on a draft. */
  attached: { context: string };
  /** The cliente is not to be used again. */
  ended: undefined;
};

export const IDLE: ChatSnapshot = {
  connection: { status: "idle" },
  phase: { status: "idle" },
  soporte: null,
  anterior: null,
  chats: [],
  outbox: [],
  typing: null,
  sinLeer: 0,
  porValorar: null,
};
