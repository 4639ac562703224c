// The chats that need no question about how it went: rated, or waved away. Kept on the device, so that
// nobody is asked twice.

import type { KeyValue } from "./storage";
import type { ChatId } from "./wire";

const KEPT = 50;

export class Ratings {
  #local: KeyValue;
  #key: string;
  #settled: ChatId[] = [];

  constructor(namespace: string, local: KeyValue) {
    this.#local = local;
    this.#key = `ventanilla:${namespace}:valorados`;
    this.#load();
  }

  isSettled(chatId: ChatId): boolean {
    return this.#settled.includes(chatId);
  }

  settle(chatId: ChatId): void {
    this.#load();
    if (this.isSettled(chatId)) return;
    this.heard(chatId);
    this.#local.set(this.#key, JSON.stringify(this.#settled));
  }

  /** Another page has settled it; between two processes its word is faster than what it stored. */
  heard(chatId: ChatId): void {
    this.#settled = [...this.#settled, chatId].slice(-KEPT);
  }

  #load(): void {
    try {
      this.#settled = JSON.parse(this.#local.get(this.#key) ?? "[]");
    } catch {
      this.#settled = [];
    }
  }
}
