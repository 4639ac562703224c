// What is being typed, kept for each context of one cliente, and the moment between "typed" and
// "queued": a text that was sent is written down at once, so that a crash between the composer and
// the outbox neither loses nor doubles it.

import type { KeyValue, OutboxEntry } from "./storage";

interface Handover {
  context: string;
  entry: OutboxEntry;
}

export class Drafts {
  #local: KeyValue;
  #prefix: string;

  constructor(namespace: string, local: KeyValue) {
    this.#local = local;
    this.#prefix = `ventanilla:${namespace}:`;
  }

  get(context: string): string {
    return this.#local.get(this.#draft(context)) ?? "";
  }

  set(context: string, texto: string): void {
    if (texto) this.#local.set(this.#draft(context), texto);
    else this.#local.remove(this.#draft(context));
  }

  /** The text has left the composer; it is the outbox's once `handedOver` is called. */
  handOver(context: string, entry: OutboxEntry): void {
    this.#local.set(this.#handover(entry.uid), JSON.stringify({ context, entry } as Handover));
    this.set(context, "");
  }

  handedOver(uid: string): void {
    this.#local.remove(this.#handover(uid));
  }

  /** What an earlier page had sent from the composer and not yet queued. */
  interrupted(): OutboxEntry[] {
    return this.#local.keys(this.#handover("")).flatMap((key) => {
      try {
        const { context, entry } = JSON.parse(this.#local.get(key) ?? "") as Handover;
        if (this.get(context) === entry.texto) this.set(context, "");
        return [entry];
      } catch {
        this.#local.remove(key);
        return [];
      }
    });
  }

  clear(): void {
    for (const key of this.#local.keys(this.#draft(""))) this.#local.remove(key);
  }

  #draft(context: string): string {
    return `${this.#prefix}borrador:${context}`;
  }

  #handover(uid: string): string {
    return `${this.#prefix}enviando:${uid}`;
  }
}
