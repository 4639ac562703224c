// What the pages of one cliente tell each other beside the outbox: how much is unread, how far it
// has been read, and that something was rated. A page without a line of its own believes the others.

import type { Channel, Env } from "./env";
import { unreadChannel } from "./unread";
import type { ChatId } from "./wire";

type Told = "?" | { sinLeer: number } | { rated: ChatId } | { chat_id: ChatId; seq: number };

export interface TabsOptions {
  servidor: string;
  namespace: string;
  env: Env;
  onRead(chatId: ChatId, seq: number): void;
  onRated(chatId: ChatId): void;
  onChange(): void;
}

export class Tabs {
  #options: TabsOptions;
  #cliente: Channel | null;
  #servidor: Channel | null;
  #own: number | null = null;
  #heard: number | null = null;

  constructor(options: TabsOptions) {
    this.#options = options;
    const { env, namespace, servidor } = options;
    this.#cliente = env.channel(`ventanilla:${namespace}:paginas`);
    // Those who do not know who the cliente is listen to this one.
    this.#servidor = this.#cliente && env.channel(unreadChannel(servidor));
    this.#cliente?.listen((told) => this.#hear(told as Told));
    this.#servidor?.listen((told) => this.#hear(told === "?" ? told : null));
    this.#cliente?.post("?");
  }

  /** The others' number, where this page has no line that knows better. */
  get heard(): number | null {
    return this.#heard;
  }

  /** This page's number; null while it has no line. */
  count(sinLeer: number | null): void {
    if (sinLeer === this.#own) return;
    this.#own = sinLeer;
    this.#heard = null;
    if (sinLeer === null) this.#cliente?.post("?");
    else this.#tellCount();
  }

  read(chat_id: ChatId, seq: number): void {
    this.#cliente?.post({ chat_id, seq } satisfies Told);
  }

  rated(chatId: ChatId): void {
    this.#cliente?.post({ rated: chatId } satisfies Told);
  }

  close(): void {
    this.#cliente?.close();
    this.#servidor?.close();
  }

  #hear(told: Told | null): void {
    if (told === "?") this.#tellCount();
    else if (told && "rated" in told) this.#options.onRated(told.rated);
    else if (told && "seq" in told) this.#options.onRead(told.chat_id, told.seq);
    else if (told && this.#own === null && told.sinLeer !== this.#heard) {
      this.#heard = told.sinLeer;
      this.#options.onChange();
    }
  }

  #tellCount(): void {
    if (this.#own === null) return;
    const told: Told = { sinLeer: this.#own };
    this.#cliente?.post(told);
    this.#servidor?.post(told);
  }
}
