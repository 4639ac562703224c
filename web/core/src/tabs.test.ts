import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBrowser, type FakePage, FakeServer } from "../testing/fakes";
import { ChatCliente } from "./cliente";
import { hearUnread } from "./unread";

let server: FakeServer;
let browser: FakeBrowser;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  browser = new FakeBrowser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function tab(page: FakePage = browser.page(server), id = 5): ChatCliente {
  return new ChatCliente({
    usuario: { id, nombre: "Eva" },
    servidor: "http://acme.localhost",
    api: server.api,
    storage: { local: page.local, outbox: page.outbox },
    env: page.env,
  });
}

async function connected(page?: FakePage): Promise<ChatCliente> {
  const cliente = tab(page);
  cliente.connect();
  await pass();
  return cliente;
}

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const unread = (...clientes: ChatCliente[]) =>
  clientes.map((cliente) => cliente.getSnapshot().sinLeer);

describe("what is unread", () => {
  it("is told to tabs that are not connected, and to those that come later", async () => {
    const early = tab();
    await connected();
    server.reply("uno");
    server.reply("dos");
    await pass();
    const late = tab();
    const ivan = tab(browser.page(server), 6);
    await pass();
    expect(unread(early, late, ivan)).toEqual([2, 2, 0]);
  });

  it("is read in all tabs at once", async () => {
    const a = await connected();
    const b = await connected();
    const idle = tab();
    server.reply("uno");
    await pass();
    expect(unread(a, b, idle)).toEqual([1, 1, 1]);
    a.markRead();
    await pass();
    expect(unread(a, b, idle)).toEqual([0, 0, 0]);
    const marks = server.sockets.flatMap(({ sent }) => sent.filter(({ type }) => type === "read"));
    expect(marks).toHaveLength(1);
  });

  it("is this page's own business where it has a line, and the others' once it has none", async () => {
    const a = await connected();
    const b = await connected();
    const [, second] = server.live;
    second!.state = "closed"; // b does not hear of it
    server.reply("uno");
    second!.state = "open";
    expect(unread(a, b)).toEqual([1, 0]);
    b.disconnect();
    await pass();
    expect(unread(a, b)).toEqual([1, 1]);
    server.reply("dos");
    await pass();
    expect(unread(a, b)).toEqual([2, 2]);
    b.connect();
    await pass();
    expect(unread(b)).toEqual([2]);
  });

  it("is nothing after a logout", async () => {
    const a = await connected();
    const idle = tab();
    server.reply("uno");
    await pass();
    a.logout();
    await pass();
    expect(unread(idle)).toEqual([0]);
  });
});

describe("a page that has loaded nothing else", () => {
  it("hears the number, whoever the cliente is, and nothing once it stops", async () => {
    const page = browser.page(server);
    vi.stubGlobal("window", {});
    vi.stubGlobal(
      "BroadcastChannel",
      class {
        #channel;
        constructor(name: string) {
          this.#channel = page.env.channel!(name)!;
        }
        set onmessage(listener: (event: { data: unknown }) => void) {
          this.#channel.listen((data) => listener({ data }));
        }
        postMessage = (message: unknown) => this.#channel.post(message);
        close = () => this.#channel.close();
      },
    );
    await connected();
    server.reply("uno");
    const heard: number[] = [];
    const stop = hearUnread("http://acme.localhost/", (sinLeer) => heard.push(sinLeer));
    await pass();
    server.reply("dos");
    await pass();
    stop();
    server.reply("tres");
    await pass();
    expect(heard).toEqual([1, 2]);
  });

  it("does without it where there is no channel", () => {
    expect(hearUnread("", () => {})).toBeTypeOf("function");
    vi.stubGlobal("window", {});
    vi.stubGlobal("BroadcastChannel", undefined);
    hearUnread("http://acme.localhost", () => {})();
  });
});

describe("a closed chat", () => {
  const asked = (...clientes: ChatCliente[]) =>
    clientes.map((cliente) => cliente.getSnapshot().porValorar);

  it("may be rated once soporte has said something in it, in any tab, and only once", async () => {
    const a = await connected();
    const b = await connected();
    a.say("Hola");
    await pass();
    server.close();
    expect(asked(a)).toEqual([null]);
    a.say("Otra");
    await pass();
    server.reply("Dime");
    expect(asked(a)).toEqual([null]);
    server.close();
    const { id } = server.chats[1]!.chat;
    expect(asked(a, b)).toEqual([id, id]);
    const chat = await a.rate(id, 5, "Gracias");
    expect(chat.valoracion).toMatchObject({ puntuacion: 5, comentario: "Gracias" });
    await pass();
    expect(asked(a, b)).toEqual([null, null]);
    expect(server.ratings).toEqual([{ puntuacion: 5, comentario: "Gracias" }]);
  });

  it("is not asked about again once that was waved away, nor keeps anybody from writing", async () => {
    const page = browser.page(server);
    const a = await connected(page);
    server.reply("Dime");
    server.close();
    const id = server.chats[0]!.chat.id;
    expect(asked(a)).toEqual([id]);
    a.say("Una cosa más");
    await pass();
    expect(server.texts).toContain("Una cosa más");
    expect(asked(a)).toEqual([id]);
    a.skipRating(id);
    expect(asked(a)).toEqual([null]);
    expect(asked(tab())).toEqual([null]);
    expect(server.ratings).toEqual([]);
  });

  it("is settled by another tab's word, which comes before what it stored", async () => {
    const a = await connected();
    const page = browser.page(server);
    const b = await connected({ ...page, local: { ...page.local, get: () => null } });
    server.reply("Dime");
    server.close();
    const { id } = server.chats[0]!.chat;
    expect(asked(a, b)).toEqual([id, id]);
    a.skipRating(id);
    await pass();
    expect(asked(a, b)).toEqual([null, null]);
  });

  it("is still to be rated where the call failed", async () => {
    const a = await connected();
    server.reply("Dime");
    server.close();
    server.down = true;
    await expect(a.rate(server.chats[0]!.chat.id, 1)).rejects.toThrow();
    expect(asked(a)).toEqual([server.chats[0]!.chat.id]);
  });
});

describe("a host's cache", () => {
  it("answers for earlier chats and their messages", async () => {
    server.reply("uno");
    const kept = new Map<string, unknown>();
    const page = browser.page(server);
    const cliente = new ChatCliente({
      usuario: { id: 5 },
      servidor: "http://acme.localhost",
      api: server.api,
      env: page.env,
      cache: async (key, fetch) => {
        const name = JSON.stringify(key);
        if (!kept.has(name)) kept.set(name, await fetch());
        return kept.get(name) as never;
      },
    });
    await cliente.history();
    await cliente.history();
    await cliente.transcript(100);
    await cliente.transcript(100, 7);
    await cliente.transcript(100, 7);
    expect([...kept.keys()]).toEqual([
      '["historial",null]',
      '["mensajes",100,null]',
      '["mensajes",100,7]',
    ]);
    expect(server.http).toHaveLength(3);
  });
});
