// @ventanilla/core: what a client of Ventanilla needs without a view.

export { backoff, MAX_ATTEMPTS } from "./backoff";
export { ChatCliente } from "./cliente";
export { Connection, type ConnectionOptions } from "./connection";
export type { ConnectionState, RefusedReason } from "./connectionState";
export type { Channel, Env, Locks, SocketLike } from "./env";
export { ApiError, type ApiLike, fetchHttp, type Http, hostHttp } from "./http";
export { type KeyValue, localKeyValue } from "./keyValue";
export { leftUnsent, namespaceOf } from "./left";
export type { ChatLog, Cierre } from "./log";
export { Emitter, Observable, type Unsubscribe } from "./observable";
export type { Cache, ChatClienteOptions, SayOptions, Usuario } from "./options";
export { Outbox, type OutboxItem, type OutboxState } from "./outbox";
export { type ChatEvents, type ChatSnapshot, IDLE, type Phase } from "./snapshot";
export {
  browserOutboxStore,
  localOutboxStore,
  type OutboxEntry,
  type OutboxStore,
} from "./storage";
export { claims, type TokenCallback, TokenSource } from "./token";
export * from "./wire";
