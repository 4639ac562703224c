// Everything that is alive while an agente is logged in: the connection, the inbox lists, the chats
// that were looked at. React draws it and calls its verbs; nothing here knows React.
import { Emitter } from "@ventanilla/core";
import type { WritingApi } from "../chat/api";
import { uploadTo } from "../chat/upload";
import type { DeskApi } from "../desk-api";
import type { Autor, BandejaFila, Chat, DeskFrame, InboxFrame, Yo } from "../wire";
import { ChatStore } from "./chat-store";
import { CountsStore } from "./counts-store";
import { DeskSocket, type Probe } from "./desk-socket";
import { Drafts } from "./drafts";
import { InboxStore } from "./inbox-store";
import type { Keep } from "./keep";
import { newUid } from "./new-uid";
import { Pace } from "./pace";
import type { Filtro, Looker } from "./rows";

export type DeskEvents = {
  /** A cliente whose earlier chat had been closed has written again. */
  reapertura: BandejaFila;
  /** A chat of the inbox changed. */
  inbox: InboxFrame;
  /** Connected again: what was told meanwhile was not heard. */
  resumed: undefined;
} & { [Type in DeskFrame["type"]]: Extract<DeskFrame, { type: Type }> };

type DeskDeps = {
  api: DeskApi;
  writing: WritingApi;
  yo: Yo;
  keep: Keep;
  socketUrl: string;
  probe: Probe;
};

const LISTS_KEPT = 6;
const CHATS_KEPT = 12;

export class Desk extends Emitter<DeskEvents> {
  readonly socket: DeskSocket;
  readonly me: Autor;
  readonly drafts: Drafts;
  /** Open chats of every tenant, newest activity first. */
  readonly open: InboxStore;
  readonly counts: CountsStore;
  private readonly lists = new Map<string, InboxStore>();
  private readonly chats = new Map<number, ChatStore>();
  /** Rows that frames brought since they were shown last. */
  private heard: BandejaFila[] = [];
  private readonly pace = new Pace(() => this.spread());
  private readonly looker: Looker;

  constructor(private readonly deps: DeskDeps) {
    super();
    const { agente } = deps.yo;
    this.me = { tipo: "soporte", id: agente.id, nombre: agente.nombre };
    this.socket = new DeskSocket(
      {
        inbox: (frame) => this.inbox(frame),
        told: (frame) => this.emit(frame.type, frame),
        opened: () => this.readAgain(),
        resumed: () => this.resumed(),
      },
      deps.socketUrl,
      deps.probe,
    );
    this.looker = { id: agente.id, equipos: deps.yo.equipos };
    this.open = new InboxStore(deps.api, {}, this.looker);
    this.counts = new CountsStore(() => deps.api.cuentas());
    this.drafts = new Drafts(deps.writing, deps.keep);
    this.on("note", ({ nota }) => this.chats.get(nota.chat_id)?.noted(nota));
    this.on("viewing", ({ chat_id, agentes }) => this.chats.get(chat_id)?.viewed(agentes));
    this.on("changed", ({ que }) => que === "borradores" && void this.drafts.load());
  }

  get yo(): Yo {
    return this.deps.yo;
  }

  get api(): DeskApi {
    return this.deps.api;
  }

  start(): void {
    this.socket.connection.start();
    void this.open.reload();
    this.counts.refresh();
    void this.drafts.load();
    document.addEventListener("visibilitychange", this.hidden);
  }

  stop(): void {
    this.counts.stop();
    document.removeEventListener("visibilitychange", this.hidden);
    this.drafts.flush();
    this.socket.connection.stop();
  }

  /** The live list of a filter; the lists looked at last stay alive. */
  list(filter: Filtro): InboxStore {
    const entries = Object.entries(filter).filter(([, value]) => value);
    if (entries.length === 0) return this.open;
    const key = JSON.stringify(entries.sort());
    let list = this.lists.get(key);
    if (!list) {
      list = new InboxStore(this.deps.api, filter, this.looker);
      void list.reload();
    }
    keepRecent(this.lists, key, list, LISTS_KEPT);
    return list;
  }

  chat(id: number): ChatStore {
    const { api, writing, keep } = this.deps;
    const found = this.chats.get(id);
    const { socket: line, me, drafts } = this;
    const chat =
      found ??
      new ChatStore(id, {
        api,
        writing,
        drafts,
        upload: uploadTo(id),
        keep,
        line,
        me,
        uid: newUid,
      });
    keepRecent(this.chats, id, chat, CHATS_KEPT);
    return chat;
  }

  /** The newest row known of a chat, whichever list has it. */
  row(id: number): BandejaFila | undefined {
    for (const list of this.allLists()) {
      const row = list.row(id);
      if (row) return row;
    }
    return undefined;
  }

  markRead(id: number): void {
    for (const list of this.allLists()) list.markRead(id);
  }

  /** The closing call has answered: the chat need not wait for the frame. */
  closed(chat: Chat): void {
    this.chats.get(chat.id)?.closedAs(chat);
  }

  /** A call has answered with these rows: the lists need not wait for the frame. */
  know(rows: readonly BandejaFila[]): void {
    for (const list of this.allLists()) list.apply(rows);
    this.counts.refresh();
  }

  private inbox(frame: InboxFrame): void {
    this.heard.push(frame.chat);
    this.pace.ask();
    if (frame.evento === "chat_opened" && frame.reapertura) this.emit("reapertura", frame.chat);
    this.emit("inbox", frame);
  }

  private hidden = (): void => {
    if (document.visibilityState === "hidden") this.drafts.flush();
  };

  private resumed(): void {
    void this.drafts.load();
    this.readAgain();
    this.emit("resumed", undefined);
  }

  /** Subscribe, then read: a list is shown as soon as it is there, and is right once it is read on an open line. */
  private readAgain(): void {
    for (const list of this.allLists()) void list.reload();
    this.counts.refresh();
  }

  private spread(): void {
    const rows = this.heard;
    this.heard = [];
    this.know(rows);
  }

  private allLists(): InboxStore[] {
    return [this.open, ...this.lists.values()];
  }
}

function keepRecent<K, V>(map: Map<K, V>, key: K, value: V, kept: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > kept && !oldest.done) map.delete(oldest.value);
}
