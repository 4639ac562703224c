// What the outside world gives us: clock, chance, sockets, page events. Everything that a test
// wants to hold in its hand comes through here; nothing is touched when the module is imported,
// so that a server can render without a window.

import { watchPage } from "./page";

export interface SocketLike {
  onopen: ((event: unknown) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason?: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export interface Locks {
  request<T>(name: string, run: () => Promise<T>): Promise<T>;
}

/** Tells the other tabs of the same origin. */
export interface Channel {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
  close(): void;
}

export interface Env {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  random(): number;
  uuid(): string;
  openSocket(url: string, protocols: string[]): SocketLike;
  /** Calls `wake` when a try at once is worth it (network back, tab shown, page restored, machine
   * awake), `doubt` when the line may be dead, `freeze` when the page is put away. */
  watchPage(wake: () => void, doubt: () => void, freeze: () => void): () => void;
  locks: Locks | null;
  channel(name: string): Channel | null;
}

export function browserEnv(): Env {
  return {
    now: () => Date.now(),
    setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
    clearTimeout: (timer) => globalThis.clearTimeout(timer as number),
    random: () => Math.random(),
    uuid,
    openSocket: (url, protocols) => new WebSocket(url, protocols) as unknown as SocketLike,
    watchPage,
    locks: browserLocks(),
    channel: openChannel,
  };
}

/** A version 4 UUID, also where `crypto.randomUUID` is missing (pages without TLS). */
function uuid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Locks that are missing or forbidden are no reason not to run. */
function browserLocks(): Locks {
  return {
    request: async (name, run) => {
      let began = false;
      const once = () => {
        began = true;
        return run();
      };
      try {
        return (await navigator.locks.request(name, once)) as never;
      } catch (error) {
        if (began) throw error;
        return run();
      }
    },
  };
}

function openChannel(name: string): Channel | null {
  // A server that renders must not be kept alive by a channel.
  if (typeof window === "undefined") return null;
  try {
    return browserChannel(new BroadcastChannel(name));
  } catch {
    return null;
  }
}

function browserChannel(channel: BroadcastChannel): Channel {
  return {
    post: (message) => {
      try {
        channel.postMessage(message);
      } catch {
        // Closed, or not allowed any more: the others find out from the storage or the server.
      }
    },
    listen: (listener) => {
      channel.onmessage = (event) => listener(event.data);
    },
    close: () => channel.close(),
  };
}
