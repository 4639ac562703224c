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
    this.load();
  }

  load(): void {
    try {
      this.#settled = JSON.parse(this.#local.get(this.#key) ?? "[]");
    } catch {
      this.#settled = [];
    }
  }

  isSettled(chatId: ChatId): boolean {
    return this.#settled.includes(chatId);
  }

  settle(chatId: ChatId): void {
    this.load();
    if (this.isSettled(chatId)) return;
    this.#settled = [...this.#settled, chatId].slice(-KEPT);
    this.#local.set(this.#key, JSON.stringify(this.#settled));
  }
}
