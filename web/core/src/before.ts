// What a page needs of the core before a chat is opened: whether an earlier page left something unsent, and
// the state of a chat that nobody follows yet. Imports nothing that the rest is made of.

export { leftUnsent, namespaceOf } from "./left";
export { Emitter, Observable, type Unsubscribe } from "./observable";
export { IDLE } from "./snapshot";
