// One cliente's conversation with soporte, for as many components as want to show it: what has been
// said, what waits to go out, and the line to the server. It decides nothing about chats: the server
// says which one is open, this object follows.

import { Connection } from "./connection";
import { Drafts } from "./drafts";
import { browserEnv, type Env } from "./env";
import { isInLog, unreadOf } from "./followed";
import { Follower } from "./follower";
import { ApiError, type ApiLike, fetchHttp, type Http, hostHttp } from "./http";
import { type KeyValue, localKeyValue } from "./keyValue";
import { namespaceOf, serverOf } from "./left";
import { Observable } from "./observable";
import { Outbox } from "./outbox";
import { type ChatSnapshot, IDLE, type Phase } from "./snapshot";
import { browserOutboxStore, type OutboxEntry, type OutboxStore } from "./storage";
import { type TokenCallback, TokenSource } from "./token";
import { Typing } from "./typing";
import type {
  AckFrame,
  Chat,
  ChatId,
  ClienteId,
  Contexto,
  HistorialFila,
  MensajesPagina,
  Pagina,
  ServerFrame,
} from "./wire";

export interface Usuario {
  id: ClienteId;
  nombre?: string;
  email?: string;
  avatar?: string;
}

export interface ChatClienteOptions {
  usuario: Usuario;
  /** Where the tenant's Ventanilla answers; the page's own origin where it is left out. */
  servidor?: string;
  /** Asked whenever a fresh JWT is needed. Left out, the host's session cookie is the identity. */
  token?: TokenCallback;
  /** The host's axios-like object for the HTTP calls; left out, fetch with the token. */
  api?: ApiLike;
  storage?: { local?: KeyValue; outbox?: OutboxStore };
  env?: Partial<Env>;
  log?(line: string): void;
}

export interface SayOptions {
  contexto?: Contexto;
  adjuntos?: string[];
  /** The draft that this text was, which is over with it. */
  borrador?: string;
}

export class ChatCliente extends Observable<ChatSnapshot> {
  usuario: Usuario;
  readonly http: Http;
  #env: Env;
  #local: KeyValue;
  #namespace: string;
  #tokens: TokenSource | null;
  #follower: Follower;
  #connection: Connection;
  #outbox: Outbox;
  #drafts: Drafts;
  #typing: Typing;
  #started = false;

  constructor(options: ChatClienteOptions) {
    super(IDLE);
    const { usuario, token, storage = {}, api, log = () => {} } = options;
    const servidor = serverOf(options.servidor);
    const env = { ...browserEnv(), ...options.env };
    const onChange = () => this.#publish();
    const namespace = namespaceOf(servidor, usuario.id);
    const local = storage.local ?? localKeyValue();
    const tokens = token ? new TokenSource(token) : null;
    this.usuario = usuario;
    this.http = api ? hostHttp(api) : fetchHttp(servidor, tokens);
    this.#env = env;
    this.#local = local;
    this.#namespace = namespace;
    this.#tokens = tokens;
    this.#drafts = new Drafts(namespace, local);
    this.#follower = new Follower({ http: this.http, env, onChange, log });
    this.#connection = new Connection({
      url: () => `${servidor.replace(/^http/, "ws")}/ws/chat/soporte/${this.#follower.resume}`,
      ...(tokens ? { token: () => tokens.fresh() } : {}),
      onFrame: (frame) => this.#receive(frame),
      pings: () => [this.#follower.ping],
      probe: () => this.#probe(),
      log,
      env,
    });
    this.#typing = new Typing(env, (activo) => this.#connection.send({ type: "typing", activo }));
    const store = storage.outbox ?? browserOutboxStore(namespace, local);
    const transport = (entry: OutboxEntry) => this.#transport(entry);
    this.#outbox = new Outbox({
      namespace,
      store,
      local,
      env,
      transport,
      onChange,
    });
    this.#connection.subscribe(() => this.#lineChanged());
  }

  /** What happens in the conversation, each told once. */
  get events(): Follower["events"] {
    return this.#follower.events;
  }

  /** True where an earlier page left a message unsent, so that connecting is worth it unasked. */
  get hasUnsent(): boolean {
    return Outbox.left(this.#namespace, this.#local);
  }

  /** Follows the cliente's chat from now on. Costs nothing where it already does. */
  connect(): void {
    if (!this.#started) {
      this.#started = true;
      void this.#outbox.start();
      for (const entry of this.#drafts.interrupted()) this.#queue(entry);
    }
    this.#connection.start();
  }

  disconnect(): void {
    this.#typing.rested();
    this.#connection.stop();
  }

  /** Not to be used again. What is unsent stays in storage for the next one. */
  destroy(): void {
    this.disconnect();
    this.#outbox.close();
  }

  /** The cliente leaves this device: nothing that they were typing stays on it. */
  logout(): void {
    this.#drafts.clear();
    this.#tokens?.forget();
    this.destroy();
  }

  retryNow(): void {
    this.#connection.retryNow();
    this.#follower.fill();
  }

  /** The opening call: the open chat, or a new one. */
  open(contexto?: Contexto): Promise<Chat> {
    const body = {
      cliente_id: this.usuario.id,
      ...(contexto ? { contexto } : {}),
    };
    return this.http.post<Chat>("/api/chat/soporte/", body);
  }

  /** Queued, whatever the state of the line or of the chat. Returns the message's uid. */
  say(texto: string, { contexto, adjuntos, borrador = "" }: SayOptions = {}): string {
    const entry: OutboxEntry = {
      uid: this.#env.uuid(),
      orden: this.#outbox.nextOrden(),
      texto,
      creado_en: new Date(this.#env.now()).toISOString(),
      ...(contexto ? { contexto } : {}),
      ...(adjuntos?.length ? { adjuntos } : {}),
    };
    this.#drafts.handOver(borrador, entry);
    this.#typing.sent();
    this.#queue(entry);
    this.connect();
    return entry.uid;
  }

  retry(uid: string): void {
    this.#outbox.retry(uid);
  }

  /** A refused message leaves the outbox; its text is returned, for the composer. */
  discard(uid: string): string {
    return this.#outbox.discard(uid)?.texto ?? "";
  }

  draft(context = ""): string {
    return this.#drafts.get(context);
  }

  /** What the composer holds; soporte sees that the cliente writes. */
  setDraft(context: string, texto: string): void {
    this.#drafts.set(context, texto);
    this.events.emit("draft", { context, texto });
    if (texto) this.#typing.pressed();
    else this.#typing.rested();
  }

  /** The person has seen everything that is shown. */
  markRead(): void {
    this.#follower.markRead((seq) => this.#connection.send({ type: "read", seq }));
  }

  loadEarlier(chatId: ChatId): Promise<void> {
    return this.#follower.loadEarlier(chatId);
  }

  /** The caller's chats with messages, newest first. */
  history(cursor?: string | null): Promise<Pagina<HistorialFila>> {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
    return this.http.get(`/api/chat/historial/${query}`);
  }

  /** The newest messages of any chat of this cliente, or those before a seq. */
  transcript(chatId: ChatId, antes?: number): Promise<MensajesPagina> {
    return this.#follower.page(chatId, antes);
  }

  #queue(entry: OutboxEntry): void {
    void this.#outbox.add(entry).then(() => this.#drafts.handedOver(entry.uid));
  }

  #transport({ uid, texto, adjuntos, contexto }: OutboxEntry): boolean {
    return this.#connection.send({
      type: "chat_message",
      uid,
      texto,
      ...(adjuntos ? { adjuntos } : {}),
      ...(contexto ? { contexto } : {}),
    });
  }

  async #probe(): Promise<{ status: number; retryAfterMs?: number }> {
    try {
      await this.http.post("/api/chat/ticket/");
      return { status: 200 };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, retryAfterMs } = error;
      return retryAfterMs === undefined ? { status } : { status, retryAfterMs };
    }
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === "ack") this.#acked(frame);
    else if (frame.type === "error") {
      const { uid, codigo, detail, reintentar_en } = frame;
      if (uid) this.#outbox.refused(uid, codigo, detail, reintentar_en);
    } else this.#follower.receive(frame);
  }

  #acked({ uid, chat_id, seq, creado_en }: AckFrame): void {
    const entry = this.#outbox.acked(uid);
    if (!entry) {
      this.#follower.heardOf(chat_id, seq);
      return;
    }
    const { id, nombre = "", avatar } = this.usuario;
    const inView = this.#follower.ownMessage({
      chat_id,
      seq,
      uid,
      tipo: "texto",
      autor: { tipo: "cliente", id, nombre, ...(avatar ? { avatar } : {}) },
      texto: entry.texto,
      adjuntos: [],
      contexto: entry.contexto ?? null,
      creado_en,
    });
    // An answer to an old try, whose chat belongs to the history by now.
    if (!inView) this.#outbox.logged(uid);
  }

  #lineChanged(): void {
    const state = this.#connection.getSnapshot();
    if (state.status === "open") this.#outbox.connected();
    else this.#outbox.disconnected();
    // The chat to resume is not there any more (a restored backup): start from what there is.
    const gone = state.status === "refused" && state.reason === "no_encontrado";
    if (gone && this.#follower.resume) {
      this.#follower.reset();
      this.#connection.retryNow();
    }
    this.#publish();
  }

  #publish(): void {
    const followed = this.#follower.state;
    const shown = this.#outbox.items.filter(({ entry }) => {
      const logged = isInLog(followed, entry.uid);
      if (logged) queueMicrotask(() => this.#outbox.logged(entry.uid));
      return !logged;
    });
    const { soporte, anterior, chats, typing } = followed;
    this.set({
      connection: this.#connection.getSnapshot(),
      phase: this.#phase(),
      soporte,
      anterior,
      chats,
      outbox: shown,
      typing,
      sinLeer: unreadOf(followed),
    });
  }

  #phase(): Phase {
    const { failure, isReady } = this.#follower;
    const { status } = this.#connection.getSnapshot();
    if (isReady) return { status: "ready" };
    if (failure) return { status: "failed", detail: failure };
    return status === "idle" || status === "closed" ? { status: "idle" } : { status: "loading" };
  }
}
