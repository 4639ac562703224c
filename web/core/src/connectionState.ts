// What a line to the server can be in, for those who show it.

export type RefusedReason = "no_autenticado" | "prohibido" | "no_encontrado" | "protocolo";

export type ConnectionState =
  | { status: "idle" }
  /** `again`: it has been open before, so this is a reconnect. */
  | { status: "connecting"; attempt: number; max: number; again: boolean }
  | { status: "open" }
  | {
      status: "waiting";
      attempt: number;
      max: number;
      again: boolean;
      delayMs: number;
    }
  /** The visible attempts are used up; it goes on trying about every 30 seconds. */
  | { status: "slow"; trying: boolean; delayMs: number }
  /** Nothing more is tried until `retryNow`. */
  | { status: "refused"; reason: RefusedReason }
  | { status: "closed" };
