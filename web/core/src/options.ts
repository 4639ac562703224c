// What a host says when it makes a ChatCliente, and what a message may carry besides its text.

import type { Env } from "./env";
import type { ApiLike } from "./http";
import type { KeyValue, OutboxStore } from "./storage";
import type { TokenCallback } from "./token";
import type { Adjunto, ClienteId, Contexto } from "./wire";

export interface Usuario {
  id: ClienteId;
  nombre?: string;
  email?: string;
  avatar?: string;
}

/** Answers from a cache of the host's, or fetches and keeps. */
export type Cache = <T>(key: readonly unknown[], fetch: () => Promise<T>) => Promise<T>;

export interface ChatClienteOptions {
  usuario: Usuario;
  /** Where the tenant's Ventanilla answers; the page's own origin where it is left out. */
  servidor?: string;
  /** Asked whenever a fresh JWT is needed. Left out, the host's session cookie is the identity. */
  token?: TokenCallback;
  /** The host's axios-like object for the HTTP calls; left out, fetch with the token. */
  api?: ApiLike;
  /** For earlier chats and their messages; left out, each is fetched whenever it is asked for. */
  cache?: Cache;
  storage?: { local?: KeyValue; outbox?: OutboxStore };
  env?: Partial<Env>;
  log?(line: string): void;
}

export interface SayOptions {
  contexto?: Contexto;
  /** Uploaded already; with them the text may be empty. */
  adjuntos?: readonly Adjunto[];
  /** The draft that this text was, which is over with it. */
  borrador?: string;
}
