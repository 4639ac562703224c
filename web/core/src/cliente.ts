// One cliente's conversation with soporte, for as many components as want to show it: what has been
// said, what waits to go out, and the line to the server. It decides nothing about chats: the server
// says which one is open, this object follows.

import { Connection } from "./connection";
import { Drafts } from "./drafts";
import { isInLog, lastAnswered, unreadOf } from "./followed";
import { Follower } from "./follower";
import { type Ground, groundOf } from "./ground";
import { type Http, probe } from "./http";
import { Observable } from "./observable";
import type { ChatClienteOptions, SayOptions, Usuario } from "./options";
import { Outbox } from "./outbox";
import { frameOf, mensajeOf } from "./outgoing";
import { Ratings } from "./ratings";
import { type ChatSnapshot, IDLE } from "./snapshot";
import type { OutboxEntry } from "./storage";
import { Tabs } from "./tabs";
import { Typing } from "./typing";
import type {
  AckFrame,
  Adjunto,
  Chat,
  ChatId,
  Contexto,
  HistorialFila,
  MensajesPagina,
  Pagina,
  ServerFrame,
} from "./wire";

export class ChatCliente extends Observable<ChatSnapshot> {
  usuario: Usuario;
  readonly http: Http;
  /** For the other entries of this package. */
  readonly ground: Ground;
  readonly drafts: Drafts;
  #follower: Follower;
  #connection: Connection;
  #outbox: Outbox;
  #typing: Typing;
  #tabs: Tabs;
  #ratings: Ratings;
  #started = false;

  constructor(options: ChatClienteOptions) {
    super(IDLE);
    const ground = groundOf(options);
    const { servidor, namespace, local, env, http, tokens, log } = ground;
    const onChange = () => this.#publish();
    this.usuario = options.usuario;
    this.http = http;
    this.ground = ground;
    this.drafts = new Drafts(namespace, local);
    this.#ratings = new Ratings(namespace, local);
    this.#follower = new Follower({ http, env, onChange, log });
    this.#connection = new Connection({
      url: () => `${servidor.replace(/^http/, "ws")}/ws/chat/soporte/${this.#follower.resume}`,
      ...(tokens ? { token: () => tokens.fresh() } : {}),
      onFrame: (frame) => this.#receive(frame),
      pings: () => [this.#follower.ping],
      probe: () => probe(http),
      log,
      env,
    });
    this.#typing = new Typing(env, (activo) => this.#connection.send({ type: "typing", activo }));
    this.#outbox = new Outbox({
      ...ground,
      transport: (entry) => this.#connection.send(frameOf(entry)),
      onChange,
      onGone: (uid) => this.drafts.handedOver(uid),
      isBack: (uid) => this.drafts.isBack(uid),
    });
    this.#tabs = new Tabs({
      ...ground,
      onRead: (chat_id, seq) => this.#follower.readElsewhere(chat_id, seq),
      onRated: (chatId) => this.#rated(chatId),
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
    return Outbox.left(this.ground.namespace, this.ground.local);
  }

  /** Follows the cliente's chat from now on. Costs nothing where it already does. */
  connect(): void {
    if (!this.#started) {
      this.#started = true;
      void this.#outbox.start();
      for (const uid of this.drafts.returning()) this.#letGo(uid);
      for (const entry of this.drafts.interrupted()) this.#queue(entry);
    }
    this.#connection.start();
  }

  disconnect(): void {
    this.#typing.rested();
    this.#connection.stop();
  }

  /** Not to be used again. What is unsent stays in storage for the next one. */
  destroy(): void {
    this.events.emit("ended", undefined);
    this.disconnect();
    this.#outbox.close();
    this.#tabs.close();
  }

  /** The cliente leaves this device: nothing that they were typing stays on it. */
  logout(): void {
    this.drafts.clear();
    this.ground.tokens?.forget();
    this.#tabs.count(0);
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
      uid: this.ground.env.uuid(),
      orden: this.#outbox.nextOrden(),
      texto,
      creado_en: new Date(this.ground.env.now()).toISOString(),
      ...(contexto ? { contexto } : {}),
      ...(adjuntos?.length ? { adjuntos: [...adjuntos] } : {}),
    };
    this.drafts.handOver(borrador, entry);
    this.events.emit("draft", { context: borrador, texto: "" });
    this.#typing.sent();
    this.#queue(entry);
    this.connect();
    return entry.uid;
  }

  retry(uid: string): void {
    this.#outbox.retry(uid);
  }

  /** A refused message leaves the outbox; its text is returned. Its attachments are gone: see `edit`. */
  discard(uid: string): string {
    const entry = this.#outbox.refusedEntry(uid);
    if (entry) void this.#outbox.discard(uid);
    return entry?.texto ?? "";
  }

  /** A refused message goes back to a composer, after what that one holds, with its attachments. */
  edit(uid: string, context = ""): void {
    const entry = this.#outbox.refusedEntry(uid);
    if (!entry) return;
    this.drafts.takeBack(context, entry);
    this.#letGo(uid);
    this.events.emit("draft", { context, texto: this.draft(context) });
    if (entry.adjuntos) this.events.emit("attached", { context });
  }

  draft(context = ""): string {
    return this.drafts.get(context);
  }

  /** What the composer holds; soporte sees that the cliente writes. */
  setDraft(context: string, texto: string): void {
    this.drafts.set(context, texto);
    this.events.emit("draft", { context, texto });
    if (texto) this.#typing.pressed();
    else this.#typing.rested();
  }

  /** The person has seen everything that is shown. */
  markRead(): void {
    this.#follower.markRead((chatId, seq) => {
      const told = this.#connection.send({ type: "read", seq });
      if (told) this.#tabs.read(chatId, seq);
      return told;
    });
  }

  loadEarlier(chatId: ChatId): Promise<void> {
    return this.#follower.loadEarlier(chatId);
  }

  /** The caller's chats with messages, newest first. */
  history(cursor?: string | null): Promise<Pagina<HistorialFila>> {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
    const key = ["historial", cursor ?? null];
    return this.ground.cache(key, () => this.http.get(`/api/chat/historial/${query}`));
  }

  /** The newest messages of any chat of this cliente, or those before a seq. */
  transcript(chatId: ChatId, antes?: number): Promise<MensajesPagina> {
    const key = ["mensajes", chatId, antes ?? null];
    return this.ground.cache(key, () => this.#follower.page(chatId, antes));
  }

  /** The file itself; its address alone shows it to nobody. */
  async adjunto({ url }: Adjunto): Promise<Blob> {
    // The token goes with the call: an address that leads elsewhere would take it there.
    if (!/^\/(?![/\\])/.test(url)) throw new Error(`No es una ruta del servidor: ${url}`);
    return this.http.blob(url);
  }

  /** What the cliente thought of a closed chat, from 1 to 5. Where it fails, the question stays. */
  async rate(chatId: ChatId, puntuacion: number, comentario?: string): Promise<Chat> {
    const body = { puntuacion, ...(comentario ? { comentario } : {}) };
    const chat = await this.http.post<Chat>(`/api/chat/${chatId}/valoracion/`, body);
    this.skipRating(chatId);
    return chat;
  }

  /** «Ahora no»: this chat is not asked about again, on this device. */
  skipRating(chatId: ChatId): void {
    this.#ratings.settle(chatId);
    this.#tabs.rated(chatId);
    this.#publish();
  }

  #queue(entry: OutboxEntry): void {
    void this.#outbox.add(entry).then((stored) => stored && this.drafts.handedOver(entry.uid));
  }

  #letGo(uid: string): void {
    void this.#outbox.discard(uid).then((erased) => erased && this.drafts.tookBack(uid));
  }

  #rated(chatId: ChatId): void {
    this.#ratings.heard(chatId);
    this.#publish();
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === "ack") this.#acked(frame);
    else if (frame.type === "error") {
      const { uid, codigo, detail, reintentar_en } = frame;
      if (uid) this.#outbox.refused(uid, codigo, detail, reintentar_en);
    } else this.#follower.receive(frame);
  }

  #acked(ack: AckFrame): void {
    const { uid, chat_id, seq } = ack;
    const entry = this.#outbox.acked(uid);
    if (!entry) this.#follower.heardOf(chat_id, seq);
    // An answer to an old try, whose chat belongs to the history by now, is in no log here.
    else if (!this.#follower.ownMessage(mensajeOf(entry, ack, this.usuario))) {
      this.#outbox.logged(uid);
    }
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
    const connection = this.#connection.getSnapshot();
    const sinLeer = unreadOf(followed);
    const isLive = connection.status === "open" && this.#follower.isReady;
    this.#tabs.count(isLive ? sinLeer : null);
    const closed = lastAnswered(followed);
    this.set({
      connection,
      phase: this.#follower.phase(connection.status),
      soporte,
      anterior,
      chats,
      outbox: shown,
      typing,
      sinLeer: this.#tabs.heard ?? sinLeer,
      porValorar: closed === null || this.#ratings.isSettled(closed) ? null : closed,
    });
  }
}
