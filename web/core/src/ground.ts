// What a cliente's parts stand on, worked out once from the host's options.

import { browserEnv, type Env } from "./env";
import { fetchHttp, type Http, hostHttp } from "./http";
import { type KeyValue, localKeyValue } from "./keyValue";
import { namespaceOf, serverOf } from "./left";
import type { Cache, ChatClienteOptions } from "./options";
import { browserOutboxStore, type OutboxStore } from "./storage";
import { TokenSource } from "./token";

export interface Ground {
  /** Without the slash at its end. */
  servidor: string;
  /** Server and cliente: what is stored and told under it is nobody else's. */
  namespace: string;
  env: Env;
  local: KeyValue;
  store: OutboxStore;
  http: Http;
  tokens: TokenSource | null;
  cache: Cache;
  log(line: string): void;
}

export function groundOf(options: ChatClienteOptions): Ground {
  const { usuario, token, api, storage = {} } = options;
  const servidor = serverOf(options.servidor);
  const namespace = namespaceOf(servidor, usuario.id);
  const local = storage.local ?? localKeyValue();
  const tokens = token ? new TokenSource(token) : null;
  return {
    servidor,
    namespace,
    env: { ...browserEnv(), ...options.env },
    local,
    store: storage.outbox ?? browserOutboxStore(namespace, local),
    http: api ? hostHttp(api) : fetchHttp(servidor, tokens),
    tokens,
    cache: options.cache ?? ((_, fetch) => fetch()),
    log: options.log ?? (() => {}),
  };
}
