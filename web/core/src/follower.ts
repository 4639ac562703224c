// Follows a cliente's conversation: takes the frames as they come, fetches over HTTP what they leave
// out, and tells what happened. It does not know how frames arrive, nor what waits to be sent.

import type { ConnectionState } from "./connectionState";
import type { Env } from "./env";
import * as followed from "./followed";
import type { Http } from "./http";
import type { ChatLog } from "./log";
import { Emitter } from "./observable";
import type { ChatEvents, Phase } from "./snapshot";
import type {
  ChatClosedFrame,
  ChatId,
  ClientFrame,
  Mensaje,
  MensajesPagina,
  PongFrame,
  ServerFrame,
} from "./wire";

export interface FollowerOptions {
  http: Http;
  env: Env;
  onChange(): void;
  log(line: string): void;
}

const GAP_GRACE_MS = 300;
const HEARD_TYPING_MS = 6_000;

export class Follower {
  readonly events = new Emitter<ChatEvents>();
  #options: FollowerOptions;
  #state = followed.NOTHING;
  #ready = false;
  #filling = false;
  #failure: string | null = null;
  #typing: unknown = null;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  get state(): followed.Followed {
    return this.#state;
  }

  /** The server has said what there is, and the newest messages of it are here. */
  get isReady(): boolean {
    return this.#ready && followed.missing(this.#state)?.need !== "page";
  }

  phase(line: ConnectionState["status"]): Phase {
    if (this.isReady) return { status: "ready" };
    if (this.#failure) return { status: "failed", detail: this.#failure };
    return line === "idle" || line === "closed" ? { status: "idle" } : { status: "loading" };
  }

  /** The query that resumes where this page stopped. */
  get resume(): string {
    const at = followed.cursor(this.#state);
    return at ? `?chat=${at.chat}&despues=${at.despues}` : "";
  }

  get ping(): ClientFrame {
    return { type: "ping", seq: followed.current(this.#state)?.last ?? 0 };
  }

  receive(frame: ServerFrame): void {
    const before = this.#state;
    switch (frame.type) {
      case "ready":
        this.#ready = true;
        this.#failure = null;
        this.#become(followed.onReady(before, frame));
        break;
      case "chat_message":
        this.#said(frame);
        break;
      case "chat_opened":
        this.#become(followed.onOpened(before, frame.chat_id, frame.anterior));
        if (this.#state !== before) this.events.emit("opened", frame);
        break;
      case "chat_closed":
        this.#closed(frame);
        break;
      case "typing":
        this.#expireTyping(frame.activo);
        this.#become({ ...before, typing: frame.activo ? frame.autor : null });
        break;
      case "read":
        this.#become(followed.onRead(before, frame));
        break;
      case "presence":
        this.#become({ ...before, soporte: frame.soporte });
        break;
      case "pong":
        this.#pong(frame);
        break;
    }
  }

  /** A message of our own, which the server has acked. False where its chat is not in view. */
  ownMessage(mensaje: Mensaje): boolean {
    if (!this.#state.chats.some(({ id }) => id === mensaje.chat_id)) return false;
    this.#become(followed.onMensaje(this.#state, mensaje));
    return true;
  }

  /** The person has seen what is shown; `tell` says so to the server, false where it can't now. */
  markRead(tell: (chatId: ChatId, seq: number) => boolean): void {
    const log = followed.current(this.#state);
    if (!log?.loaded || followed.unreadOf(this.#state) === 0 || !tell(log.id, log.last)) return;
    this.readElsewhere(log.id, log.last);
  }

  readElsewhere(chat_id: ChatId, seq: number): void {
    this.#become(followed.onRead(this.#state, { chat_id, lector: "cliente", seq }));
  }

  async loadEarlier(chatId: ChatId): Promise<void> {
    const log = this.#state.chats.find(({ id }) => id === chatId);
    const first = log?.mensajes[0]?.seq;
    if (!log?.hayMas || first === undefined) return;
    const page = await this.page(chatId, first);
    this.#become(followed.onPage(this.#state, chatId, page, "earlier"));
  }

  page(chatId: ChatId, antes?: number): Promise<MensajesPagina> {
    const query = antes === undefined ? "" : `&antes=${antes}`;
    return this.#options.http.get(`/api/chat/${chatId}/mensajes/?limite=50${query}`);
  }

  /** The server spoke of an entry that may not have come here. */
  heardOf(chatId: ChatId, seq: number): void {
    this.#become(followed.onHeardOf(this.#state, chatId, seq));
  }

  /** Whatever the chats in view lack is fetched; a frame that fills the gap first is welcome. */
  fill(): void {
    const lack = followed.missing(this.#state);
    if (!lack || this.#filling) return;
    this.#filling = true;
    if (lack.need === "page") void this.#fetch();
    else this.#options.env.setTimeout(() => void this.#fetch(), GAP_GRACE_MS);
  }

  reset(): void {
    this.#become(followed.NOTHING);
  }

  #said(mensaje: Mensaje): void {
    const before = this.#state;
    this.#become(followed.onMensaje(before, mensaje));
    const isNew = this.#state.chats !== before.chats;
    if (isNew && mensaje.autor.tipo !== "cliente") this.events.emit("message", mensaje);
  }

  #closed(frame: ChatClosedFrame): void {
    const before = this.#state;
    this.#become(followed.onClosed(before, frame));
    if (this.#state === before) return;
    this.#options.log(`🔒 Chat cerrado por soporte: ${frame.mensaje}`);
    this.events.emit("closed", frame);
  }

  #pong({ chat_id, ultimo_seq }: PongFrame): void {
    if (chat_id !== null) this.#state = followed.onHeardOf(this.#state, chat_id, ultimo_seq);
    this.fill();
  }

  async #fetch(): Promise<void> {
    try {
      let lack = followed.missing(this.#state);
      for (; lack; lack = followed.missing(this.#state)) await this.#fetchPage(lack);
      this.#failure = null;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
    this.#filling = false;
    this.#options.onChange();
  }

  async #fetchPage({ need, log }: { need: "page" | "range"; log: ChatLog }): Promise<void> {
    const { epoca } = this.#state;
    const query = need === "page" ? "limite=50" : `despues=${log.last}&limite=200`;
    const url = `/api/chat/${log.id}/mensajes/?${query}`;
    const page = await this.#options.http.get<MensajesPagina>(url);
    // A page from before a restored backup says nothing about what there is now.
    if (this.#state.epoca !== epoca) return;
    if (need === "range" && page.resultados.length === 0) {
      throw new Error(`El chat ${log.id} no tiene lo que el servidor anunció`);
    }
    this.#state = followed.onPage(this.#state, log.id, page, "newer");
    this.#options.onChange();
  }

  #expireTyping(activo: boolean): void {
    const { env } = this.#options;
    env.clearTimeout(this.#typing);
    const forget = () => this.#become({ ...this.#state, typing: null });
    if (activo) this.#typing = env.setTimeout(forget, HEARD_TYPING_MS);
  }

  #become(state: followed.Followed): void {
    this.#state = state;
    this.#options.onChange();
    if (!this.#failure) this.fill();
  }
}
