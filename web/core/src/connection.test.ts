import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBrowser, FakeServer } from "../testing/fakes";
import { backoff, slowDelay } from "./backoff";
import { Connection, type ConnectionOptions } from "./connection";
import type { ConnectionState } from "./connectionState";

let server: FakeServer;
let page: ReturnType<FakeBrowser["page"]>;
let states: ConnectionState[];

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  page = new FakeBrowser().page(server);
  states = [];
});
afterEach(() => vi.useRealTimers());

function connect(options: Partial<ConnectionOptions> = {}): Connection {
  const connection = new Connection({
    url: () => "ws://acme.localhost/ws/chat/soporte/",
    token: async () => "jwt",
    onFrame: () => {},
    env: page.env,
    ...options,
  });
  connection.subscribe(() => states.push(connection.getSnapshot()));
  connection.start();
  return connection;
}

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe("a connection", () => {
  it("opens with the token as a subprotocol and never in the address", async () => {
    const connection = connect();
    await pass();
    expect(connection.isOpen).toBe(true);
    expect(server.last.protocols).toEqual(["ventanilla.v1", "token.jwt"]);
    expect(server.last.url).not.toContain("jwt");
  });

  it("offers only the protocol where the session cookie is the identity", async () => {
    connect({ token: async () => null });
    await pass();
    expect(server.last.protocols).toEqual(["ventanilla.v1"]);
  });

  it("is open only when the server has said ready", async () => {
    const connection = connect({
      env: {
        ...page.env,
        openSocket: (url, protocols) =>
          Object.assign(server.openSocket(url, protocols), { accept() {} }),
      },
    });
    await pass();
    expect(connection.getSnapshot()).toMatchObject({ status: "connecting", attempt: 1, max: 6 });
  });

  it("shows six attempts, then tries slowly, for ever", async () => {
    server.down = true;
    connect();
    await pass(60_000);
    const shown = states.filter((s) => s.status === "connecting").map((s) => s.attempt);
    expect(shown).toEqual([1, 2, 3, 4, 5, 6]);
    expect(states.at(-1)?.status).toBe("slow");
    const tries = server.sockets.length;
    await pass(120_000);
    expect(server.sockets.length).toBeGreaterThanOrEqual(tries + 3);
    server.down = false;
    await pass(40_000);
    expect(states.at(-1)?.status).toBe("open");
  });

  it("waits twice as long each time, up to half a minute, half of it by chance", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 12].map((n) => backoff(n, () => 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    expect(backoff(5, () => 0)).toBe(4000);
    expect(slowDelay(() => 0.5)).toBe(30_000);
  });

  it("asks for a fresh token before every try", async () => {
    let made = 0;
    connect({ token: async () => `t${++made}` });
    await pass();
    server.cutAll();
    await pass(1000);
    expect(server.sockets.map(({ protocols }) => protocols[1])).toEqual(["token.t1", "token.t2"]);
  });

  it("takes a failing token call as a failed try", async () => {
    let online = false;
    const connection = connect({
      token: async () => {
        if (!online) throw new Error("offline");
        return "jwt";
      },
    });
    await pass();
    expect(connection.getSnapshot()).toMatchObject({ status: "waiting", attempt: 2 });
    online = true;
    await pass(2000);
    expect(connection.isOpen).toBe(true);
  });

  it("does not wait for a token call that never answers", async () => {
    const connection = connect({ token: () => new Promise(() => {}) });
    await pass(15_001);
    expect(connection.getSnapshot().status).toBe("waiting");
  });

  it("counts from one again after it was open", async () => {
    server.down = true;
    const connection = connect();
    await pass(3500);
    server.down = false;
    await pass(10_000);
    expect(connection.isOpen).toBe(true);
    server.cutAll();
    expect(connection.getSnapshot()).toMatchObject({ status: "waiting", attempt: 1, again: true });
  });

  it.each([
    [4403, "prohibido"],
    [4404, "no_encontrado"],
    [4400, "protocolo"],
  ])("stops after %i", async (code, reason) => {
    const connection = connect();
    await pass();
    server.cutAll(code);
    await pass(300_000);
    expect(connection.getSnapshot()).toEqual({ status: "refused", reason });
    expect(server.sockets).toHaveLength(1);
    connection.retryNow();
    await pass();
    expect(connection.isOpen).toBe(true);
  });

  it("comes back at once with a new token after 4401", async () => {
    let made = 0;
    const connection = connect({ token: async () => `t${++made}` });
    await pass();
    server.cutAll(4401);
    await pass(1);
    expect(connection.isOpen).toBe(true);
    expect(server.last.protocols[1]).toBe("token.t2");
  });

  it("stops where fresh tokens are refused again and again, until the page is shown", async () => {
    const connection = connect();
    await pass();
    server.refuse = 4401;
    server.cutAll(4401);
    await pass(60_000);
    expect(connection.getSnapshot()).toEqual({ status: "refused", reason: "no_autenticado" });
    server.refuse = null;
    page.wake();
    await pass();
    expect(connection.isOpen).toBe(true);
  });

  it("comes back at once after 1001", async () => {
    const connection = connect();
    await pass();
    server.cutAll(1001);
    await pass(1);
    expect(connection.isOpen).toBe(true);
  });

  it.each([4429, 1013])("waits two seconds at least after %i", async (code) => {
    page.env.random = () => 0;
    connect();
    await pass();
    server.cutAll(code);
    await pass(1999);
    expect(server.sockets).toHaveLength(1);
    await pass(2);
    expect(server.sockets).toHaveLength(2);
  });

  it.each([
    [401, { status: "refused", reason: "no_autenticado" }],
    [403, { status: "refused", reason: "prohibido" }],
    [404, { status: "refused", reason: "no_encontrado" }],
  ])("asks over HTTP why a handshake was refused: %i", async (status, state) => {
    server.refuse = 1006;
    const connection = connect({ probe: async () => ({ status }) });
    await pass(30_000);
    expect(connection.getSnapshot()).toEqual(state);
  });

  it("waits as long as a 429 says", async () => {
    server.refuse = 1006;
    page.env.random = () => 0;
    connect({ probe: async () => ({ status: 429, retryAfterMs: 7000 }) });
    await pass(6999);
    expect(server.sockets).toHaveLength(1);
    await pass(2);
    expect(server.sockets).toHaveLength(2);
  });

  it("asks for a sign of life each latido and reconnects where none comes", async () => {
    server.latido = 10;
    const connection = connect();
    await pass(10_001);
    expect(server.last.sent).toEqual([{ type: "ping" }]);
    await pass(30_000);
    expect(connection.isOpen).toBe(true);
    expect(server.sockets).toHaveLength(1);
    server.mute = true;
    await pass(21_000);
    expect(server.sockets.length).toBeGreaterThan(1);
    expect(states.some((state) => state.status === "waiting")).toBe(true);
  });

  it("does not wait when the network is back or the page is shown", async () => {
    server.down = true;
    const connection = connect();
    await pass(20_000);
    server.down = false;
    page.wake();
    await pass();
    expect(connection.isOpen).toBe(true);
  });

  it("finds out soon that a line died while the machine slept", async () => {
    const connection = connect();
    await pass();
    server.mute = true;
    page.wake();
    await pass(4001);
    expect(connection.isOpen).toBe(false);
  });

  it("does not take a line for dead because its own timer came late", async () => {
    server.latido = 10;
    const connection = connect();
    await pass();
    const socket = server.last;
    server.mute = true;
    await pass(10_001);
    // The page slept; the pong came meanwhile and waits behind the timer that is late.
    vi.setSystemTime(Date.now() + 60_000);
    await pass(10_000);
    expect(connection.isOpen).toBe(true);
    socket.emit({ type: "pong", chat_id: null, ultimo_seq: 0 });
    server.mute = false;
    await pass(60_000);
    expect(server.sockets).toEqual([socket]);
  });

  it("finds out soon that a line died while its own timer came late", async () => {
    server.latido = 10;
    const connection = connect();
    await pass();
    server.mute = true;
    await pass(10_001);
    vi.setSystemTime(Date.now() + 60_000);
    await pass(14_001);
    expect(connection.isOpen).toBe(false);
  });

  it("stays up where a hidden page's timers run once a minute", async () => {
    server.latido = 25;
    const env = {
      ...page.env,
      setTimeout: (run: () => void, ms: number) => setTimeout(run, Math.ceil(ms / 60_000) * 60_000),
    };
    const connection = connect({ env });
    await pass(600_000);
    expect(connection.isOpen).toBe(true);
    expect(server.sockets).toHaveLength(1);
  });

  it("lets go of its socket when the page is put away, and is live again when it comes back", async () => {
    const connection = connect();
    await pass();
    page.freeze();
    expect(server.live).toHaveLength(0);
    expect(connection.isOpen).toBe(false);
    page.wake();
    await pass();
    expect(connection.isOpen).toBe(true);
    expect(server.live).toHaveLength(1);
  });

  it("stays stopped where a stopped page is put away and comes back", async () => {
    const connection = connect();
    await pass();
    connection.stop();
    page.freeze();
    page.wake();
    await pass(60_000);
    expect(connection.getSnapshot()).toEqual({ status: "closed" });
  });

  it("says nothing more once it is stopped", async () => {
    const connection = connect();
    await pass();
    connection.stop();
    await pass(300_000);
    expect(connection.getSnapshot()).toEqual({ status: "closed" });
    expect(server.live).toHaveLength(0);
    connection.start();
    await pass();
    expect(connection.isOpen).toBe(true);
  });

  it("writes the lines that the first users look for, without the token", async () => {
    const lines: string[] = [];
    connect({ log: (line) => lines.push(line) });
    await pass();
    expect(lines).toEqual([
      "🔄 Construyendo URL de WebSocket con token actualizado",
      "🔌 Conectando WebSocket [intento 1/6]: ws://acme.localhost/ws/chat/soporte/",
      "✅ WebSocket conectado exitosamente",
    ]);
  });

  it("ignores frames that it can't read", async () => {
    const connection = connect();
    await pass();
    server.last.onmessage?.({ data: "not json" });
    server.last.emit({ no: "type" });
    expect(connection.isOpen).toBe(true);
  });
});
