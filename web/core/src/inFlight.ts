// The one message that is on the line: sent, and waiting for the server's word on it.

import type { Env } from "./env";
import type { OutboxEntry } from "./storage";

export type Outcome =
  | { kind: "acked" }
  | { kind: "lost" }
  | { kind: "later"; afterMs: number }
  | { kind: "refused"; codigo: string; detail: string };

const ACK_LIMIT_MS = 15_000;

export class InFlight {
  #env: Env;
  #waiting: { uid: string; settle(outcome: Outcome): void } | null = null;

  constructor(env: Env) {
    this.#env = env;
  }

  /** Lost at once where there is no line, and after a while where nobody answers. */
  send(entry: OutboxEntry, transport: (entry: OutboxEntry) => boolean): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = this.#env.setTimeout(() => settle({ kind: "lost" }), ACK_LIMIT_MS);
      const settle = (outcome: Outcome) => {
        this.#env.clearTimeout(timer);
        this.#waiting = null;
        resolve(outcome);
      };
      this.#waiting = { uid: entry.uid, settle };
      if (!transport(entry)) settle({ kind: "lost" });
    });
  }

  /** Word has come; without a uid it is for whatever is on the line. */
  settle(outcome: Outcome, uid = this.#waiting?.uid): void {
    if (this.#waiting && this.#waiting.uid === uid) this.#waiting.settle(outcome);
  }
}
