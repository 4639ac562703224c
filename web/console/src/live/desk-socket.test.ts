import { expect, test, vi } from "vitest";
import type { ServerFrame } from "../wire";
import { DeskSocket } from "./desk-socket";

class FakeSocket {
  static all: FakeSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror = null;
  sent: unknown[] = [];
  constructor() {
    FakeSocket.all.push(this);
  }
  send = (data: string) => void this.sent.push(JSON.parse(data));
  close = () => {};
  frame = (frame: ServerFrame) => this.onmessage?.({ data: JSON.stringify(frame) });
  ready = () => {
    this.onopen?.();
    const nothing = { chat_id: null, ultimo_seq: 0, cerrado: false };
    this.frame({ type: "ready", ...nothing, epoca: "1", latido: 20 });
  };
}

async function aSocket() {
  FakeSocket.all = [];
  const listener = { inbox: vi.fn(), told: vi.fn(), opened: vi.fn(), resumed: vi.fn() };
  const desk = new DeskSocket(listener, "ws://desk/ws/soporte/", async () => ({ status: 200 }), {
    random: () => 0, // no waiting between tries
    openSocket: () => new FakeSocket(),
    watchPage: () => () => {},
  });
  desk.connection.start();
  await connected(1);
  return { desk, listener };
}

/** The nth connection, open and ready. */
async function connected(nth: number): Promise<FakeSocket> {
  await vi.waitFor(() => expect(FakeSocket.all).toHaveLength(nth));
  const socket = FakeSocket.all.at(-1)!;
  socket.ready();
  return socket;
}

const aFollower = (lastSeq: number | undefined) => ({
  lastSeq: () => lastSeq,
  frame: vi.fn(),
  dropped: vi.fn(),
});

test("follows a chat from where it is, and again after every drop", async () => {
  const { desk, listener } = await aSocket();
  const follower = aFollower(7);
  desk.follow(124, follower);
  const subscribe = { type: "subscribe", chat_id: 124, despues: 7 };
  expect(FakeSocket.all[0]!.sent).toEqual([subscribe]);
  expect(listener.resumed).not.toHaveBeenCalled();
  expect(listener.opened).toHaveBeenCalledOnce();

  FakeSocket.all[0]!.onclose?.({ code: 1006 });
  expect(follower.dropped).toHaveBeenCalledOnce();
  const again = await connected(2);
  expect(again.sent).toEqual([subscribe]);
  expect(listener.resumed).toHaveBeenCalledOnce();
  expect(listener.opened).toHaveBeenCalledOnce();
});

test("asks only for what is new where nothing is known yet", async () => {
  const { desk } = await aSocket();
  desk.follow(124, aFollower(undefined));
  expect(FakeSocket.all[0]!.sent).toEqual([{ type: "subscribe", chat_id: 124 }]);
});

test("gives each chat its own frames, and the cliente's next chat to the one before", async () => {
  const { desk } = await aSocket();
  const [one, other] = [aFollower(0), aFollower(0)];
  desk.follow(1, one);
  desk.follow(2, other);
  const [socket] = FakeSocket.all;
  socket!.frame({ type: "read", chat_id: 1, lector: "cliente", seq: 3 });
  socket!.frame({ type: "chat_opened", chat_id: 9, anterior: 2 });
  expect(one.frame.mock.calls.map(([frame]) => frame.type)).toEqual(["read"]);
  expect(other.frame.mock.calls.map(([frame]) => frame.type)).toEqual(["chat_opened"]);
});

test("a chat that is left is unsubscribed and hears nothing more", async () => {
  const { desk } = await aSocket();
  const follower = aFollower(0);
  desk.follow(1, follower)();
  const [socket] = FakeSocket.all;
  expect(socket!.sent.at(-1)).toEqual({ type: "unsubscribe", chat_id: 1 });
  socket!.frame({ type: "read", chat_id: 1, lector: "cliente", seq: 3 });
  expect(follower.frame).not.toHaveBeenCalled();
});

test("asks each latido for what the inbox lacks, and every chat from where it is", async () => {
  vi.useFakeTimers();
  try {
    const { desk } = await aSocket();
    desk.follow(1, aFollower(7));
    desk.follow(2, aFollower(undefined));
    const [socket] = FakeSocket.all;
    const pings = () => socket!.sent.filter((frame) => (frame as { type: string }).type === "ping");
    expect(pings()).toEqual([]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(pings()).toEqual([{ type: "ping" }, { type: "ping", chat_id: 1, seq: 7 }]);
    socket!.frame({ type: "pong", chat_id: null, ultimo_seq: 0 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(pings()).toHaveLength(4);
  } finally {
    vi.useRealTimers();
  }
});
