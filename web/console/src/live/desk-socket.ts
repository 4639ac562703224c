// The agent's one connection: the inbox and any number of chats over it. It says again, after every
// reconnect, which chats are followed and from where. Reconnecting itself is core's.
import { Connection, type ConnectionState } from "@ventanilla/core";
import type { ClientFrame, DeskFrame, ServerFrame } from "../wire";
import type { ChatFollower, DeskLine, InboxListener } from "./line";

export type Probe = () => Promise<{ status: number }>;

export class DeskSocket implements DeskLine {
  readonly connection: Connection;
  private readonly followers = new Map<number, ChatFollower>();
  private wasOpen = false;
  private openedBefore = false;

  constructor(
    private readonly inbox: InboxListener,
    url: string,
    probe: Probe,
    env: ConstructorParameters<typeof Connection>[0]["env"] = {},
  ) {
    this.connection = new Connection({
      url: () => url,
      probe,
      env,
      onFrame: (frame) => this.receive(frame),
      pings: () => this.pings(),
    });
    this.connection.subscribe(() => this.connectionChanged(this.connection.getSnapshot()));
  }

  follow(chatId: number, follower: ChatFollower): () => void {
    this.followers.set(chatId, follower);
    this.subscribeTo(chatId, follower);
    return () => {
      if (this.followers.get(chatId) !== follower) return;
      this.followers.delete(chatId);
      this.send({ type: "unsubscribe", chat_id: chatId });
    };
  }

  send(frame: ClientFrame): boolean {
    return this.connection.send(frame);
  }

  private receive(frame: ServerFrame | DeskFrame): void {
    if (isOfDesk(frame)) {
      this.inbox.told(frame);
      return;
    }
    if (frame.type === "inbox") {
      this.inbox.inbox(frame);
      return;
    }
    for (const follower of this.addressees(frame)) follower.frame(frame);
  }

  private addressees(frame: ServerFrame): Iterable<ChatFollower> {
    // An error names the message that it is about: whoever sent it knows it.
    if (frame.type === "error" && frame.uid) return this.followers.values();
    const chatId = followedChat(frame);
    const follower = chatId === null ? undefined : this.followers.get(chatId);
    return follower ? [follower] : [];
  }

  private connectionChanged({ status }: ConnectionState): void {
    const isOpen = status === "open";
    if (isOpen === this.wasOpen) return;
    this.wasOpen = isOpen;
    if (!isOpen) {
      for (const follower of this.followers.values()) follower.dropped();
      return;
    }
    for (const [chatId, follower] of this.followers) this.subscribeTo(chatId, follower);
    if (this.openedBefore) this.inbox.resumed();
    else this.inbox.opened();
    this.openedBefore = true;
  }

  private subscribeTo(chatId: number, follower: ChatFollower): void {
    const despues = follower.lastSeq();
    this.send({
      type: "subscribe",
      chat_id: chatId,
      ...(despues === undefined ? {} : { despues }),
    });
  }

  // What got lost on the way comes back, at the latest a latido later: the rows of the inbox for a ping
  // without a chat, a chat's messages for one that names its last seq.
  private pings(): ClientFrame[] {
    const pings: ClientFrame[] = [{ type: "ping" }];
    for (const [chat_id, follower] of this.followers) {
      const seq = follower.lastSeq();
      if (seq !== undefined) pings.push({ type: "ping", chat_id, seq });
    }
    return pings;
  }
}

const OF_DESK: readonly string[] = ["note", "viewing", "team", "alert", "changed"];

const isOfDesk = (frame: ServerFrame | DeskFrame): frame is DeskFrame =>
  OF_DESK.includes(frame.type);

function followedChat(frame: ServerFrame): number | null {
  // The cliente's next chat is announced to those who follow the one before it.
  if (frame.type === "chat_opened") return frame.anterior;
  return "chat_id" in frame ? frame.chat_id : null;
}
