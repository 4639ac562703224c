// "I am writing", said seldom, and taken back when the keys rest.

import type { Env } from "./env";

const REPEAT_MS = 3_000;
const REST_MS = 4_000;

export class Typing {
  #env: Env;
  #say: (activo: boolean) => void;
  #saidAt = 0;
  #active = false;
  #rest: unknown = null;

  constructor(env: Env, say: (activo: boolean) => void) {
    this.#env = env;
    this.#say = say;
  }

  pressed(): void {
    const now = this.#env.now();
    if (!this.#active || now - this.#saidAt >= REPEAT_MS) {
      this.#active = true;
      this.#saidAt = now;
      this.#say(true);
    }
    this.#env.clearTimeout(this.#rest);
    this.#rest = this.#env.setTimeout(() => this.rested(), REST_MS);
  }

  rested(): void {
    this.#env.clearTimeout(this.#rest);
    if (!this.#active) return;
    this.#active = false;
    this.#say(false);
  }

  /** The message itself says that the writing is over. */
  sent(): void {
    this.#env.clearTimeout(this.#rest);
    this.#active = false;
  }
}
