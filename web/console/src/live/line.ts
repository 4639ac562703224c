// What the stores need of the connection; the real one is desk-socket.ts.
import type { ClientFrame, DeskFrame, InboxFrame, ServerFrame } from "../wire";

export interface ChatFollower {
  /** The last seq it has; undefined before its first page, and then only what is new is sent. */
  lastSeq(): number | undefined;
  frame(frame: ServerFrame): void;
  /** The connection is gone; it is followed again, with a new `ready`, when one is back. */
  dropped(): void;
}

export interface DeskLine {
  follow(chatId: number, follower: ChatFollower): () => void;
  /** False where there is no connection to send it on. */
  send(frame: ClientFrame): boolean;
}

export interface InboxListener {
  inbox(frame: InboxFrame): void;
  /** What is of the desk itself: notes, who is there, what calls for attention. */
  told(frame: DeskFrame): void;
  /** Connected for the first time: what was read before may lack what came meanwhile. */
  opened(): void;
  /** Connected again: whatever was told meanwhile was not heard. */
  resumed(): void;
}
