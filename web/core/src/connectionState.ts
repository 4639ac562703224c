// What a line to the server can be in, for those who show it.

export type RefusedReason = "no_autenticado" | "prohibido" | "no_encontrado" | "protocolo";

interface Trying {
  attempt: number;
  max: number;
  /** It has been open before, so this is a reconnect. */
  again: boolean;
  /** The server asked for it (a token ran out, a node goes): nothing that a person needs to hear of. */
  expected: boolean;
}

export type ConnectionState =
  | { status: "idle" }
  | ({ status: "connecting" } & Trying)
  | { status: "open" }
  | ({ status: "waiting"; delayMs: number } & Trying)
  /** The visible attempts are used up; it goes on trying about every 30 seconds. */
  | { status: "slow"; trying: boolean; delayMs: number }
  /** Nothing more is tried until `retryNow`. */
  | { status: "refused"; reason: RefusedReason }
  | { status: "closed" };
