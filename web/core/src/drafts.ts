// What is being typed and attached, kept for each context of one cliente, and the moments between
// composer and outbox, in both directions: each is written down before it begins, so that a crash in
// the middle neither loses nor doubles what a person wrote.

import type { KeyValue, OutboxEntry } from "./storage";
import type { Adjunto } from "./wire";

/** `context` is there until the draft is over; after that only the outbox has still to take it. */
interface Handover {
  context?: string;
  before?: string;
  entry: OutboxEntry;
}

/** `context` is there until the draft has it; after that only the outbox has still to let go. */
interface Return {
  context?: string;
  before: string;
  texto: string;
  adjuntos: readonly Adjunto[];
}

/** A file on a draft; without `adjunto` its upload has not ended, or was interrupted. */
export interface Attached {
  context: string;
  orden: number;
  nombre: string;
  bytes: number;
  tipo: string;
  adjunto?: Adjunto;
}

export class Drafts {
  #local: KeyValue;
  #prefix: string;

  constructor(namespace: string, local: KeyValue) {
    this.#local = local;
    this.#prefix = `ventanilla:${namespace}:`;
  }

  get(context: string): string {
    this.#complete();
    return this.#raw(context);
  }

  set(context: string, texto: string): void {
    if (texto) this.#local.set(this.#draft(context), texto);
    else this.#local.remove(this.#draft(context));
  }

  /** The text has left the composer; it is the outbox's once `handedOver` is called. */
  handOver(context: string, entry: OutboxEntry): void {
    this.#leave(entry.uid, { context, before: this.#raw(context), entry });
  }

  handedOver(uid: string): void {
    this.#local.remove(this.#handover(uid));
  }

  /** What an earlier page had sent from the composer and not yet queued. */
  interrupted(): OutboxEntry[] {
    this.#complete();
    return this.#each<Handover>(this.#handover("")).map(([, { entry }]) => entry);
  }

  /** A refused message is in the composer again; the outbox forgets it and calls `tookBack`. */
  takeBack(context: string, { uid, texto, adjuntos = [] }: OutboxEntry): void {
    const before = this.get(context);
    const together = [before, texto].filter(Boolean).join("\n");
    this.#return(uid, { context, before, texto: together, adjuntos });
  }

  isBack(uid: string): boolean {
    return this.#local.get(this.#returning(uid)) !== null;
  }

  tookBack(uid: string): void {
    this.#local.remove(this.#returning(uid));
  }

  /** The messages that an earlier page had taken back, and that the outbox may still have. */
  returning(): string[] {
    this.#complete();
    return this.#each<Return>(this.#returning("")).map(([uid]) => uid);
  }

  attach(key: string, attached: Attached): void {
    this.#write(this.#attached(key), attached);
  }

  detach(key: string): void {
    this.#local.remove(this.#attached(key));
  }

  /** By key, in no order, for every context. */
  attached(): [key: string, Attached][] {
    this.#complete();
    return this.#each<Attached>(this.#attached(""));
  }

  clear(): void {
    for (const prefix of [this.#draft(""), this.#attached("")]) {
      for (const key of this.#local.keys(prefix)) this.#local.remove(key);
    }
  }

  /** What a page was in the middle of when it died is done; nobody else ever sees a first half. */
  #complete(): void {
    for (const [uid, change] of this.#each<Handover>(this.#handover(""))) {
      if (change.context !== undefined) this.#leave(uid, change);
    }
    for (const [uid, change] of this.#each<Return>(this.#returning(""))) {
      if (change.context !== undefined) this.#return(uid, change);
    }
  }

  #leave(uid: string, change: Handover): void {
    const { context = "", before, entry } = change;
    const key = this.#handover(uid);
    this.#write(key, change);
    if (this.#raw(context) === before) this.set(context, "");
    this.#detach(entry.adjuntos);
    this.#write(key, { entry } satisfies Handover);
  }

  #return(uid: string, change: Return): void {
    const { context = "", before, texto, adjuntos } = change;
    const key = this.#returning(uid);
    this.#write(key, change);
    for (const [orden, adjunto] of adjuntos.entries()) {
      const { id, nombre, bytes, tipo } = adjunto;
      this.attach(id, { context, orden, nombre, bytes, tipo, adjunto });
    }
    if (this.#raw(context) === before) this.set(context, texto);
    this.#write(key, {});
  }

  #detach(adjuntos: readonly Adjunto[] = []): void {
    const ids = new Set(adjuntos.map(({ id }) => id));
    if (ids.size === 0) return;
    for (const [key, { adjunto }] of this.#each<Attached>(this.#attached(""))) {
      if (adjunto && ids.has(adjunto.id)) this.detach(key);
    }
  }

  #raw(context: string): string {
    return this.#local.get(this.#draft(context)) ?? "";
  }

  #write(key: string, value: unknown): void {
    this.#local.set(key, JSON.stringify(value));
  }

  /** What is stored under a prefix, by the rest of its key; what can't be read is removed. */
  #each<T>(prefix: string): [string, T][] {
    return this.#local.keys(prefix).flatMap((key): [string, T][] => {
      try {
        return [[key.slice(prefix.length), JSON.parse(this.#local.get(key) ?? "") as T]];
      } catch {
        this.#local.remove(key);
        return [];
      }
    });
  }

  #draft(context: string): string {
    return `${this.#prefix}borrador:${context}`;
  }

  #handover(uid: string): string {
    return `${this.#prefix}enviando:${uid}`;
  }

  #returning(uid: string): string {
    return `${this.#prefix}volviendo:${uid}`;
  }

  #attached(key: string): string {
    return `${this.#prefix}adjunto:${key}`;
  }
}
