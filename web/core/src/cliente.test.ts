import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBrowser, FakeServer } from "../testing/fakes";
import { ChatCliente } from "./cliente";
import type { ChatClienteOptions } from "./options";

let server: FakeServer;
let browser: FakeBrowser;
let page: ReturnType<FakeBrowser["page"]>;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  browser = new FakeBrowser();
  page = browser.page(server);
});
afterEach(() => vi.useRealTimers());

function eva(options: Partial<ChatClienteOptions> = {}, at = page): ChatCliente {
  return new ChatCliente({
    usuario: { id: 5, nombre: "Eva" },
    servidor: "http://acme.localhost",
    token: async () => "jwt",
    api: server.api,
    storage: { local: browser.local, outbox: browser.outbox },
    env: at.env,
    ...options,
  });
}

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

async function connected(): Promise<ChatCliente> {
  const cliente = eva();
  cliente.connect();
  await pass();
  return cliente;
}

const texts = (cliente: ChatCliente) =>
  cliente.getSnapshot().chats.map(({ mensajes }) => mensajes.map(({ texto }) => texto));
const waiting = (cliente: ChatCliente) =>
  cliente.getSnapshot().outbox.map(({ entry, state }) => [entry.texto, state.status]);

describe("before it is opened", () => {
  it("neither fetches, connects nor stores anything", async () => {
    eva();
    await pass(60_000);
    expect(server.sockets).toHaveLength(0);
    expect(server.http).toHaveLength(0);
    expect(browser.values.size + browser.entries.size).toBe(0);
  });
});

describe("what is said", () => {
  it("goes out on the open line and is in the log once it is acked", async () => {
    const cliente = await connected();
    cliente.say("Hola");
    expect(waiting(cliente)).toEqual([["Hola", "pending"]]);
    await pass();
    expect(waiting(cliente)).toEqual([]);
    expect(texts(cliente)).toEqual([["Hola"]]);
    expect(cliente.getSnapshot().chats[0]?.mensajes[0]?.autor).toMatchObject({ nombre: "Eva" });
  });

  it("keeps its order, one in flight at a time", async () => {
    const cliente = await connected();
    server.mute = true;
    for (const texto of ["uno", "dos", "tres"]) cliente.say(texto);
    await pass();
    expect(server.last.sent.filter(({ type }) => type === "chat_message")).toHaveLength(1);
    server.mute = false;
    server.cutAll();
    await pass(2000);
    expect(texts(cliente)).toEqual([["uno", "dos", "tres"]]);
    expect(server.texts).toEqual(["uno", "dos", "tres"]);
  });

  it("is stored once, however often its ack is lost", async () => {
    const cliente = await connected();
    server.mute = true;
    cliente.say("Hola");
    await pass();
    server.cutAll();
    await pass(1000);
    server.cutAll();
    server.mute = false;
    await pass(2000);
    expect(server.texts).toEqual(["Hola"]);
    expect(texts(cliente)).toEqual([["Hola"]]);
    expect(waiting(cliente)).toEqual([]);
  });

  it("survives a reload before the ack, under the same uid", async () => {
    const first = eva();
    server.down = true;
    first.connect();
    const uid = first.say("Hola");
    await pass();
    page.crash();
    const next = eva({}, browser.page(server));
    expect(next.hasUnsent).toBe(true);
    server.down = false;
    next.connect();
    await pass();
    expect(server.open?.mensajes.map((mensaje) => mensaje.uid)).toEqual([uid]);
    expect(waiting(next)).toEqual([]);
    expect(next.hasUnsent).toBe(false);
  });

  it("survives a crash in the very moment between composer and outbox", async () => {
    const first = eva({
      storage: {
        local: browser.local,
        outbox: { ...browser.outbox, put: () => new Promise(() => {}) },
      },
    });
    first.setDraft("", "Hola");
    first.say("Hola");
    page.crash();
    const next = eva({}, browser.page(server));
    expect(next.draft()).toBe("");
    expect(next.hasUnsent).toBe(true);
    next.connect();
    await pass();
    expect(server.texts).toEqual(["Hola"]);
    expect(browser.values.size).toBe(0);
  });

  it("outlives a token that runs out before the ack", async () => {
    let made = 0;
    const cliente = eva({ token: async () => `t${++made}` });
    cliente.connect();
    await pass();
    server.mute = true;
    cliente.say("Hola");
    await pass();
    server.cutAll(4401);
    server.mute = false;
    await pass(1);
    expect(server.last.protocols[1]).toBe("token.t2");
    expect(server.texts).toEqual(["Hola"]);
    expect(texts(cliente)).toEqual([["Hola"]]);
    expect(waiting(cliente)).toEqual([]);
  });

  it.each([
    ["throws", () => Promise.reject(new Error("sin sesión"))],
    [
      "throws at once",
      () => {
        throw new Error("sin sesión");
      },
    ],
  ])("waits while the host's token call %s", async (_, failing) => {
    let token: () => Promise<string> = failing;
    const cliente = eva({ token: () => token() });
    cliente.say("Hola");
    await pass(3000);
    expect(waiting(cliente)).toEqual([["Hola", "pending"]]);
    token = async () => "jwt";
    await pass(10_000);
    expect(server.texts).toEqual(["Hola"]);
  });

  it("goes out with the session's cookie where the host has no token", async () => {
    const cliente = eva({ token: () => null });
    cliente.say("Hola");
    await pass();
    expect(server.last.protocols).toEqual(["ventanilla.v1"]);
    expect(server.texts).toEqual(["Hola"]);
  });

  it("is sent, and survives a reload, where the database refuses everything", async () => {
    browser.broken = true;
    server.deaf = true;
    const first = await connected();
    first.say("Hola");
    await pass(1000);
    expect(waiting(first)).toEqual([["Hola", "pending"]]);
    page.crash();
    server.deaf = false;
    const next = eva({}, browser.page(server));
    expect(next.hasUnsent).toBe(true);
    next.connect();
    await pass();
    expect(server.texts).toEqual(["Hola"]);
    expect(browser.values.size).toBe(0);
  });

  it("stays in sight, and is sent, where the database can be read and not written", async () => {
    const outbox = { ...browser.outbox, put: () => Promise.reject(new Error("full")) };
    const cliente = eva({ storage: { local: browser.local, outbox } });
    server.down = true;
    cliente.say("Hola");
    await pass(1000);
    page.wake();
    await pass(1000);
    expect(waiting(cliente)).toEqual([["Hola", "pending"]]);
    server.down = false;
    await pass(10_000);
    expect(server.texts).toEqual(["Hola"]);
    expect(browser.values.size).toBe(0);
  });

  it("is forgotten in the end where the database did not forget it at once", async () => {
    const cliente = await connected();
    cliente.say("Hola");
    await Promise.resolve();
    await pass();
    browser.entries.set("left", { uid: "left", orden: 1, texto: "mal", creado_en: "" });
    server.refuseMessages = "datos_invalidos";
    cliente.say("otra");
    await pass();
    const uids = cliente.getSnapshot().outbox.map(({ entry }) => entry.uid);
    browser.broken = true;
    for (const uid of uids) cliente.discard(uid);
    await pass();
    expect(browser.entries.size).toBe(2);
    browser.broken = false;
    server.refuseMessages = null;
    cliente.say("bien");
    await pass(100);
    expect(browser.entries.size).toBe(0);
    expect(server.texts).toEqual(["Hola", "bien"]);
  });

  it("may be typed once more while the first one still waits", async () => {
    browser.broken = true;
    server.down = true;
    const cliente = eva();
    cliente.setDraft("", "Hola");
    cliente.say("Hola");
    cliente.setDraft("", "Hola");
    await pass(100);
    page.crash();
    expect(eva({}, browser.page(server)).draft()).toBe("Hola");
  });

  it("waits and tries again by itself where the server has too much to do", async () => {
    const cliente = await connected();
    server.refuseMessages = "demasiadas_peticiones";
    cliente.say("Hola");
    await pass(100);
    expect(waiting(cliente)).toEqual([["Hola", "pending"]]);
    server.refuseMessages = null;
    await pass(5000);
    expect(texts(cliente)).toEqual([["Hola"]]);
  });

  it("stays, says why and can be sent again where the server refuses it", async () => {
    const cliente = await connected();
    server.refuseMessages = "datos_invalidos";
    const uid = cliente.say("Hola");
    cliente.say("Otra");
    await pass();
    expect(cliente.getSnapshot().outbox[0]?.state).toEqual({
      status: "failed",
      codigo: "datos_invalidos",
      detail: "No",
    });
    server.refuseMessages = null;
    cliente.retry(uid);
    await pass();
    expect(texts(cliente)).toEqual([["Hola"]]);
    expect(waiting(cliente)).toEqual([["Otra", "failed"]]);
  });

  it("does not hold up what comes after it when it is refused", async () => {
    const cliente = await connected();
    server.refuseMessages = "demasiado_grande";
    cliente.say("mal");
    await pass();
    server.refuseMessages = null;
    cliente.say("bien");
    await pass();
    expect(texts(cliente)).toEqual([["bien"]]);
    expect(waiting(cliente)).toEqual([["mal", "failed"]]);
  });

  it("goes back to the composer when it is discarded", async () => {
    const cliente = await connected();
    server.refuseMessages = "datos_invalidos";
    const uid = cliente.say("Hola");
    await pass();
    expect(cliente.discard(uid)).toBe("Hola");
    await pass();
    expect(waiting(cliente)).toEqual([]);
    expect(browser.entries.size).toBe(0);
  });

  it("remembers after a reload that it was refused", async () => {
    const cliente = await connected();
    server.refuseMessages = "datos_invalidos";
    cliente.say("Hola");
    await pass();
    page.crash();
    const next = eva({}, browser.page(server));
    next.connect();
    await pass();
    expect(waiting(next)).toEqual([["Hola", "failed"]]);
  });

  it("connects by itself where nothing was connected yet", async () => {
    const cliente = eva();
    cliente.say("Hola");
    await pass();
    expect(texts(cliente)).toEqual([["Hola"]]);
  });
});

describe("when soporte closes", () => {
  it("tells it once, keeps what was said, and sends the next message to the new chat", async () => {
    const cliente = await connected();
    const closed = vi.fn();
    cliente.events.on("closed", closed);
    cliente.say("Hola");
    await pass();
    server.close("resuelto");
    server.last.emit({ type: "chat_closed", chat_id: server.chats[0]!.chat.id, mensaje: "x" });
    const log = cliente.getSnapshot().chats[0]!;
    expect(log.cierre).toMatchObject({ razon_cierre: "resuelto" });
    cliente.say("Otra cosa");
    await pass();
    expect(closed).toHaveBeenCalledTimes(1);
    expect(texts(cliente)).toEqual([["Hola"], ["Otra cosa"]]);
    expect(cliente.getSnapshot().chats[1]?.anterior).toBe(log.id);
    expect(server.sockets).toHaveLength(1);
  });

  it("learns of it after a drop, and of the new chat of another tab", async () => {
    const cliente = await connected();
    const closed = vi.fn();
    cliente.events.on("closed", closed);
    cliente.say("Hola");
    await pass();
    server.down = true;
    server.cutAll();
    server.close();
    server.reply("¿Sigues ahí?");
    server.down = false;
    await pass(1000);
    expect(server.last.url).toMatch(/\?chat=100&despues=1$/);
    expect(texts(cliente)).toEqual([["Hola"], ["¿Sigues ahí?"]]);
    expect(closed).toHaveBeenCalledTimes(1);
    server.cutAll();
    await pass(1000);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it("says nothing of a close that an earlier page has seen", async () => {
    server.reply("Hola");
    server.close();
    const cliente = eva();
    const closed = vi.fn();
    cliente.events.on("closed", closed);
    cliente.connect();
    await pass();
    expect(closed).not.toHaveBeenCalled();
    expect(cliente.getSnapshot()).toMatchObject({ phase: { status: "ready" }, anterior: 100 });
  });

  it("never keeps a chat's id in storage", async () => {
    const cliente = await connected();
    cliente.setDraft("pedido:4187", "borrador");
    server.mute = true;
    cliente.say("Hola");
    await pass();
    const stored = JSON.stringify([...browser.values, ...browser.entries]);
    expect(stored).toContain("Hola");
    expect(stored).not.toMatch(/chat_id|"100"|:100/);
  });
});

describe("the log", () => {
  it("starts with the newest page and goes on with what comes meanwhile", async () => {
    for (let n = 1; n <= 120; n++) server.reply(`m${n}`);
    const cliente = eva();
    const get = server.api.get;
    server.api.get = async (url) => {
      const answer = await get(url);
      server.reply("m121");
      return answer;
    };
    cliente.connect();
    await pass();
    const log = cliente.getSnapshot().chats[0]!;
    expect([log.mensajes[0]?.seq, log.last, log.hayMas]).toEqual([71, 121, true]);
    await cliente.loadEarlier(log.id);
    expect(cliente.getSnapshot().chats[0]?.mensajes[0]?.seq).toBe(21);
  });

  it("ignores what it has and asks for what it lacks", async () => {
    const cliente = await connected();
    server.reply("uno");
    const dos = { ...server.reply("dos") };
    server.last.emit({ type: "chat_message", ...dos });
    expect(texts(cliente)).toEqual([["uno", "dos"]]);
    const socket = server.last;
    socket.state = "closed"; // what is said now never reaches this socket
    server.reply("tres");
    const cuatro = server.reply("cuatro");
    socket.state = "open";
    socket.emit({ type: "chat_message", ...cuatro });
    expect(texts(cliente)).toEqual([["uno", "dos"]]);
    await pass(400);
    expect(texts(cliente)).toEqual([["uno", "dos", "tres", "cuatro"]]);
  });

  it("learns from a pong that it has missed something", async () => {
    const cliente = await connected();
    server.reply("uno");
    const socket = server.last;
    socket.state = "closed";
    server.reply("dos");
    socket.state = "open";
    await pass(25_500);
    expect(texts(cliente)).toEqual([["uno", "dos"]]);
  });

  it("is dropped and loaded again where the server was restored from a backup", async () => {
    const cliente = await connected();
    for (const texto of ["uno", "dos"]) server.reply(texto);
    server.chats[0]!.mensajes.pop();
    server.chats[0]!.chat.ultimo_seq = 1;
    server.epoca = "e2";
    server.cutAll();
    await pass(1000);
    expect(texts(cliente)).toEqual([["uno"]]);
  });

  it("starts again where the chat to resume is gone", async () => {
    const cliente = await connected();
    server.reply("uno");
    server.chats = [];
    server.cutAll(4404);
    await pass();
    expect(cliente.getSnapshot()).toMatchObject({ chats: [], connection: { status: "open" } });
  });

  it("says that it could not be loaded, and tries again when asked", async () => {
    server.reply("uno");
    const get = server.api.get;
    server.api.get = async () => {
      throw new Error("sin red");
    };
    const cliente = await connected();
    expect(cliente.getSnapshot().phase).toEqual({ status: "failed", detail: "sin red" });
    server.api.get = get;
    cliente.retryNow();
    await pass();
    expect(texts(cliente)).toEqual([["uno"]]);
  });
});

describe("what is read", () => {
  it("is counted from the log and told to the server once", async () => {
    const cliente = await connected();
    server.reply("uno");
    server.reply("dos");
    expect(cliente.getSnapshot().sinLeer).toBe(2);
    cliente.markRead();
    cliente.markRead();
    expect(cliente.getSnapshot().sinLeer).toBe(0);
    expect(server.last.sent).toEqual([{ type: "read", seq: 2 }]);
  });

  it("needs no mark where the cliente has answered", async () => {
    const cliente = await connected();
    server.reply("uno");
    cliente.say("sí");
    await pass();
    expect(cliente.getSnapshot().sinLeer).toBe(0);
  });

  it("shows how far soporte has read", async () => {
    const cliente = await connected();
    cliente.say("Hola");
    await pass();
    server.last.emit({ type: "read", chat_id: 100, lector: "soporte", seq: 1 });
    expect(cliente.getSnapshot().chats[0]?.leidoSoporte).toBe(1);
  });
});

describe("presence and typing", () => {
  it("shows who is there and who writes, until they stop or speak", async () => {
    const cliente = await connected();
    expect(cliente.getSnapshot().soporte).toBe("en_linea");
    server.last.emit({ type: "presence", soporte: "ausente" });
    expect(cliente.getSnapshot().soporte).toBe("ausente");
    const autor = { tipo: "soporte", id: 1, nombre: "Ana" };
    server.reply("uno");
    server.last.emit({ type: "typing", chat_id: 100, autor, activo: true });
    expect(cliente.getSnapshot().typing).toMatchObject({ nombre: "Ana" });
    server.reply("dos");
    expect(cliente.getSnapshot().typing).toBeNull();
    server.last.emit({ type: "typing", chat_id: 100, autor, activo: true });
    await pass(6001);
    expect(cliente.getSnapshot().typing).toBeNull();
  });

  it("says seldom that the cliente writes, and takes it back", async () => {
    const cliente = await connected();
    for (let n = 0; n < 10; n++) {
      cliente.setDraft("", "h".repeat(n + 1));
      await pass(200);
    }
    await pass(5000);
    expect(server.last.sent).toEqual([
      { type: "typing", activo: true },
      { type: "typing", activo: false },
    ]);
  });
});

describe("two tabs of one cliente", () => {
  it("both follow, and each text is sent once", async () => {
    const a = await connected();
    const b = eva({}, browser.page(server));
    b.connect();
    await pass();
    a.say("de a");
    b.say("de b");
    await pass(100);
    expect(server.texts.sort()).toEqual(["de a", "de b"]);
    const messages = server.sockets.flatMap((s) => s.sent.filter((f) => f.type === "chat_message"));
    expect(messages).toHaveLength(2);
    expect(texts(a)).toEqual(texts(b));
    expect([...waiting(a), ...waiting(b)]).toEqual([]);
  });

  it("the other one sends what a crashed one could not", async () => {
    const a = await connected();
    const bPage = browser.page(server);
    const b = eva({}, bPage);
    b.connect();
    await pass();
    server.deaf = true;
    a.say("de a");
    await pass();
    page.crash();
    server.sockets[0]?.cut();
    server.deaf = false;
    b.say("de b");
    await pass(1000);
    expect(server.texts).toEqual(["de a", "de b"]);
  });
});

describe("drafts", () => {
  it("are kept for each context, and are over when they are sent", async () => {
    const cliente = eva();
    cliente.setDraft("pedido:1", "sobre el pedido");
    cliente.setDraft("", "suelto");
    const next = eva({}, browser.page(server));
    expect([next.draft("pedido:1"), next.draft()]).toEqual(["sobre el pedido", "suelto"]);
    next.say("sobre el pedido", { borrador: "pedido:1" });
    await pass();
    expect([next.draft("pedido:1"), next.draft()]).toEqual(["", "suelto"]);
  });

  it("are over in every composer of theirs once they are said", async () => {
    const cliente = await connected();
    const told = vi.fn();
    cliente.events.on("draft", told);
    cliente.say("sobre el pedido", { borrador: "pedido:1" });
    expect(told.mock.calls).toEqual([[{ context: "pedido:1", texto: "" }]]);
  });

  it("are another cliente's business only", () => {
    eva().setDraft("", "secreto");
    const ivan = eva({ usuario: { id: 6 } });
    expect(ivan.draft()).toBe("");
  });

  it("do not stay on the device after a logout", () => {
    const cliente = eva();
    cliente.setDraft("", "secreto");
    cliente.logout();
    expect(browser.values.size).toBe(0);
  });
});
