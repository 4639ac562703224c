// One chat as an agente has it open: its messages by seq, what is being sent, who has read up to
// where, whether it is closed. It follows the chat while it is looked at, and keeps what it has
// when it is left, so that coming back is instant and only what is missing is fetched.

import { Observable } from "@ventanilla/core";
import type { WritingApi } from "../chat/api";
import type { DeskApi } from "../desk-api";
import { codigoOf } from "../http";
import type {
  Adjunto,
  Autor,
  Chat,
  ChatClosedFrame,
  ChatDetail,
  Mensaje,
  ReadyFrame,
  ServerFrame,
  wire,
} from "../wire";
import { ChatHistory } from "./chat-history";
import type { Drafts } from "./drafts";
import type { Keep } from "./keep";
import type { DeskLine } from "./line";
import { Looking } from "./looking";
import { Notes } from "./notes";
import { Outbox, type Outgoing } from "./outbox";
import { ReadMarks } from "./read-marks";
import { TypingSender } from "./typing";
import { type Send, Uploads } from "./uploads";

export type ChatSnapshot = {
  status: "loading" | "ready" | "failed";
  codigo: string | null;
  detail: ChatDetail | null;
  mensajes: readonly Mensaje[];
  hasEarlier: boolean;
  loadingEarlier: boolean;
  outgoing: readonly Outgoing[];
  cerrado: boolean;
  leidoCliente: number;
  typing: Autor | null;
  /** A colleague who is writing to the cliente now. */
  colleague: Autor | null;
  notas: readonly wire.Nota[];
  /** Colleagues who look at it too. */
  viewers: readonly wire.AgenteRef[];
  /** The cliente's newer chat, where this one is closed and they have written again. */
  next: number | null;
};

export type ChatDeps = {
  api: Pick<DeskApi, "chat" | "mensajes">;
  writing: Pick<WritingApi, "notas" | "escribirNota" | "cambiarNota" | "retirarNota">;
  drafts: Drafts;
  upload: Send;
  line: DeskLine;
  keep: Keep;
  me: Autor;
  uid: () => string;
};

const TYPING_ENDS_MS = 6_000;

const NOTHING_YET: ChatSnapshot = {
  status: "loading",
  codigo: null,
  detail: null,
  mensajes: [],
  hasEarlier: false,
  loadingEarlier: false,
  outgoing: [],
  cerrado: false,
  leidoCliente: 0,
  typing: null,
  colleague: null,
  notas: [],
  viewers: [],
  next: null,
};

export class ChatStore extends Observable<ChatSnapshot> {
  /** The files on the answer that is being written. */
  readonly uploads: Uploads;
  private loading = false;
  private epoca: ReadyFrame["epoca"] | null = null;
  private stopFollowing: (() => void) | null = null;
  private typingEnds: ReturnType<typeof setTimeout> | undefined;
  private colleagueEnds: ReturnType<typeof setTimeout> | undefined;
  private marks: ReadMarks;
  private readonly history: ChatHistory;
  private readonly outbox: Outbox;
  private readonly typing: TypingSender;
  private readonly notes: Notes;
  private readonly looking: Looking;

  constructor(
    readonly id: number,
    private readonly deps: ChatDeps,
  ) {
    super(NOTHING_YET);
    const { line, keep } = deps;
    this.typing = new TypingSender((activo) => line.send({ type: "typing", chat_id: id, activo }));
    this.uploads = new Uploads(deps.upload);
    this.looking = new Looking(id, (chat_id) => line.send({ type: "viewing", chat_id }));
    this.marks = this.freshMarks();
    this.notes = new Notes(id, deps.writing, () => this.show({}));
    this.history = new ChatHistory(id, deps.api, (mensaje) => this.message(mensaje));
    this.outbox = new Outbox(
      keep,
      `enviando.${id}`,
      ({ uid, texto, adjuntos = [] }) =>
        line.send({
          type: "chat_message",
          chat_id: id,
          uid,
          texto,
          ...(adjuntos.length > 0 ? { adjuntos: adjuntos.map((each) => each.id) } : {}),
        }),
      () => this.show({}),
    );
    this.show({});
  }

  /** What a close names as `visto_hasta`. */
  get seenUpTo(): number {
    return this.marks.seen;
  }

  get draft(): string {
    return this.deps.drafts.read(this.id, "respuesta");
  }

  /** A text joins the draft from elsewhere: refused here, or carried over from a closed chat. */
  addToDraft(texto: string): void {
    this.replaceDraft([this.draft, texto].filter(Boolean).join("\n"));
  }

  dropDraft(): void {
    this.replaceDraft("");
  }

  /** It is on the screen: loaded, followed, caught up. */
  open(): void {
    if (this.stopFollowing) return;
    this.stopFollowing = this.deps.line.follow(this.id, {
      lastSeq: () => (this.history.isLoaded ? this.history.last : undefined),
      frame: (frame) => this.receive(frame),
      dropped: () => this.dropped(),
    });
    this.looking.start();
    this.deps.drafts.resume(this.id);
    void this.load();
  }

  leave(): void {
    if (!this.stopFollowing) return;
    this.typing.stop();
    this.looking.stop();
    this.stopFollowing();
    this.stopFollowing = null;
    this.dropped();
  }

  /** It will be opened in a moment. */
  warm(): void {
    if (!this.history.isLoaded) void this.load();
  }

  /** The chat's facts, and its newest page where there is none yet. */
  async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    const { history } = this;
    if (!history.isLoaded) this.show({ status: "loading", codigo: null });
    try {
      const [detail] = await Promise.all([this.deps.api.chat(this.id), history.begin()]);
      if (history.isLoaded) this.learn(detail);
      else queueMicrotask(() => void this.load()); // forgotten meanwhile
    } catch (error) {
      if (!history.isLoaded) this.show({ status: "failed", codigo: codigoOf(error) });
    }
    this.loading = false;
  }

  async loadEarlier(): Promise<void> {
    if (this.getSnapshot().loadingEarlier) return;
    this.show({ loadingEarlier: true });
    try {
      await this.history.addEarlier();
    } catch {
      // The button stays; the connection bar says what is wrong.
    }
    this.show({ loadingEarlier: false });
  }

  /** The agente's words are on their way, with the uid that they keep for ever. */
  say(texto: string, adjuntos: readonly Adjunto[] = []): void {
    this.typing.stop();
    this.outbox.add(this.deps.uid(), texto, adjuntos);
  }

  /** A note for the team, after what is before the agente's eyes. Throws a Problem. */
  async note(texto: string, menciones: number[]): Promise<void> {
    const tras_seq = this.history.last;
    this.notes.learn(await this.deps.writing.escribirNota(this.id, { texto, menciones, tras_seq }));
  }

  async changeNote(id: number, texto: string, menciones: number[]): Promise<void> {
    this.notes.learn(await this.deps.writing.cambiarNota(id, { texto, menciones }));
  }

  async takeNoteBack(id: number): Promise<void> {
    this.notes.learn(await this.deps.writing.retirarNota(id));
  }

  /** A colleague's note has come. */
  noted = (nota: wire.Nota): void => this.notes.learn(nota);

  viewed(agentes: readonly wire.AgenteRef[]): void {
    this.show({ viewers: agentes.filter(({ id }) => id !== this.deps.me.id) });
  }

  retry = (uid: string): void => this.outbox.retry(uid);

  discard = (uid: string): void => this.outbox.discard(uid);

  composing = (): void => this.typing.start();

  stopComposing = (): void => this.typing.stop();

  /** Everything down to the last message is before the agente's eyes. */
  see = (): void => this.marks.see(this.history.last);

  /** The agente was shown these elsewhere than in the transcript: in a refused close. */
  seeMensajes(mensajes: readonly Mensaje[]): void {
    for (const mensaje of mensajes) this.history.add(mensaje);
    this.marks.see(Math.max(0, ...mensajes.map((mensaje) => mensaje.seq)));
    this.show({});
  }

  /** What the closing call answered; the frame may come before or after it. */
  closedAs(chat: Chat): void {
    const { detail } = this.getSnapshot();
    this.show({ detail: detail && { ...detail, ...chat }, cerrado: true, typing: null });
  }

  private replaceDraft(texto: string): void {
    this.deps.drafts.replace(this.id, "respuesta", texto);
  }

  private receive(frame: ServerFrame): void {
    switch (frame.type) {
      case "ready":
        this.ready(frame);
        break;
      case "chat_message":
        this.message(frame);
        break;
      case "ack":
        this.acked(frame.uid, frame.seq, frame.creado_en);
        break;
      case "error":
        this.refused(frame.uid ?? "", frame.codigo, frame.detail);
        break;
      case "chat_closed":
        this.closed(frame);
        break;
      case "chat_opened":
        this.show({ next: frame.chat_id });
        break;
      case "read":
        this.marks.learn(frame.lector, frame.seq);
        this.show({});
        break;
      case "typing":
        if (frame.autor.tipo === "cliente") this.someoneTypes(frame.activo ? frame.autor : null);
        else this.colleagueTypes(frame.activo ? frame.autor : null);
        break;
      case "pong":
        this.history.announce(frame.ultimo_seq);
    }
  }

  private ready(frame: ReadyFrame): void {
    if (this.epoca !== null && this.epoca !== frame.epoca) this.forget();
    this.epoca = frame.epoca;
    this.history.announce(frame.ultimo_seq);
    this.marks.learn("cliente", frame.leido_cliente ?? 0);
    this.marks.learn("soporte", frame.leido_soporte ?? 0);
    this.marks.tellAgain();
    this.show({ cerrado: this.getSnapshot().cerrado || frame.cerrado });
    if (!this.history.isLoaded) void this.load();
    void this.notes.load();
    this.looking.again();
    this.outbox.joinedChat();
  }

  /** A restored backup: what is here may not exist any more. */
  private forget(): void {
    this.history.forget();
    this.marks = this.freshMarks();
    this.show({ status: "loading", cerrado: false });
  }

  private message(mensaje: Mensaje): void {
    this.history.add(mensaje);
    this.outbox.stored(mensaje.uid);
    this.wrote(mensaje.autor, mensaje.seq);
    if (mensaje.autor.tipo === "cliente") this.someoneTypes(null);
    else this.colleagueTypes(null);
  }

  private acked(uid: string, seq: number, creado_en: string): void {
    const sent = this.outbox.stored(uid);
    if (sent) {
      const { me: autor } = this.deps;
      const { texto } = sent;
      const chat_id = this.id;
      const adjuntos = [...(sent.adjuntos ?? [])];
      this.history.add({ chat_id, seq, uid, tipo: "texto", autor, texto, adjuntos, creado_en });
      this.wrote(autor, seq);
      this.show({});
    }
    this.history.announce(seq);
  }

  /** A closed chat takes nothing more: what it refused is the agente's draft again. */
  private refused(uid: string, codigo: string, detail: string): void {
    const item = this.outbox.find(uid);
    if (!item) return;
    if (codigo !== "chat_cerrado") {
      this.outbox.refused(uid, codigo, detail);
      return;
    }
    this.outbox.stored(uid);
    this.show({ cerrado: true });
    this.addToDraft(item.texto);
  }

  private closed(frame: ChatClosedFrame): void {
    const { detail } = this.getSnapshot();
    const { razon_cierre, cerrado_en } = frame;
    const closing = { cerrado: true, razon_cierre, cerrado_en };
    this.typing.stop();
    this.history.announce(frame.ultimo_seq);
    this.show({ detail: detail && { ...detail, ...closing }, cerrado: true, typing: null });
    if (!detail?.cerrado_por) void this.load(); // who closed it, and with what words
  }

  // Who writes has read: no frame says so.
  private wrote(autor: Autor, seq: number): void {
    if (autor.tipo === "cliente" || autor.tipo === "soporte") this.marks.learn(autor.tipo, seq);
  }

  private someoneTypes(typing: Autor | null): void {
    clearTimeout(this.typingEnds);
    if (typing) this.typingEnds = setTimeout(() => this.show({ typing: null }), TYPING_ENDS_MS);
    this.show({ typing });
  }

  private colleagueTypes(colleague: Autor | null): void {
    clearTimeout(this.colleagueEnds);
    if (colleague) {
      this.colleagueEnds = setTimeout(() => this.show({ colleague: null }), TYPING_ENDS_MS);
    }
    this.show({ colleague });
  }

  /** Who else is here is not known any more. */
  private dropped(): void {
    this.outbox.dropped();
    this.colleagueTypes(null);
    this.someoneTypes(null);
    this.show({ viewers: [] });
  }

  private learn(detail: ChatDetail): void {
    this.history.announce(detail.ultimo_seq);
    this.marks.learn("cliente", detail.leido_cliente);
    this.marks.learn("soporte", detail.leido_soporte);
    const cerrado = this.getSnapshot().cerrado || detail.cerrado;
    this.show({ status: "ready", codigo: null, detail, cerrado });
  }

  private freshMarks(): ReadMarks {
    const { line } = this.deps;
    return new ReadMarks((seq) => line.send({ type: "read", chat_id: this.id, seq }));
  }

  private show(change: Partial<ChatSnapshot>): void {
    const { mensajes, hasEarlier } = this.history ?? NOTHING_YET;
    const leidoCliente = this.marks.cliente;
    const outgoing = this.outbox?.items ?? [];
    const notas = this.notes?.items ?? [];
    const now = { mensajes, hasEarlier, outgoing, notas, leidoCliente };
    this.set({ ...this.getSnapshot(), ...now, ...change });
  }
}
