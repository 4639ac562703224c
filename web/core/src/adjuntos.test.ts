import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBrowser, type FakePage, FakeServer } from "../testing/fakes";
import { Adjuntos, type AdjuntosOptions } from "./adjuntos";
import { ChatCliente } from "./cliente";

let server: FakeServer;
let browser: FakeBrowser;
let page: FakePage;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  browser = new FakeBrowser();
  page = browser.page(server);
});
afterEach(() => vi.useRealTimers());

function eva(at = page): ChatCliente {
  return new ChatCliente({
    usuario: { id: 5, nombre: "Eva" },
    servidor: "http://acme.localhost",
    api: server.api,
    storage: { local: at.local, outbox: at.outbox },
    env: at.env,
  });
}

function draft(options: AdjuntosOptions = {}, at = page): [Adjuntos, ChatCliente] {
  const cliente = eva(at);
  return [new Adjuntos(cliente, options), cliente];
}

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const file = (name: string, text = "x") => new File([text], name, { type: "text/plain" });
const shown = (adjuntos: Adjuntos) =>
  adjuntos
    .getSnapshot()
    .map(({ nombre, state }) => [nombre, state.status === "failed" ? state.codigo : state.status]);
const uploads = () => server.http.filter((call) => call.endsWith("/adjuntos/")).length;

describe("a file on a draft", () => {
  it("is uploaded at once, with its progress, and goes with the message", async () => {
    const [adjuntos, cliente] = draft();
    server.heldUploads = [];
    adjuntos.add([file("a.txt", "hola")]);
    await pass();
    expect(adjuntos.getSnapshot()[0]).toMatchObject({
      nombre: "a.txt",
      bytes: 4,
      tipo: "text/plain",
      state: { status: "uploading", progress: 0.5 },
    });
    server.heldUploads[0]!();
    await pass();
    expect(shown(adjuntos)).toEqual([["a.txt", "ready"]]);
    cliente.say("mira", { adjuntos: adjuntos.take() });
    expect(cliente.getSnapshot().outbox[0]?.entry.adjuntos).toMatchObject([{ nombre: "a.txt" }]);
    await pass();
    expect(shown(adjuntos)).toEqual([]);
    expect(server.open?.mensajes[0]?.adjuntos).toMatchObject([{ nombre: "a.txt", bytes: 4 }]);
    expect(cliente.getSnapshot().chats[0]?.mensajes[0]?.adjuntos).toMatchObject([
      { nombre: "a.txt" },
    ]);
    expect(browser.values.size + browser.entries.size).toBe(0);
  });

  it("needs no text", async () => {
    const [adjuntos, cliente] = draft();
    adjuntos.add([file("a.txt")]);
    await pass();
    cliente.say("", { adjuntos: adjuntos.take() });
    await pass();
    expect(server.open?.mensajes[0]).toMatchObject({ texto: "", adjuntos: [{ nombre: "a.txt" }] });
  });

  it("waits while two others are on their way", async () => {
    const [adjuntos] = draft();
    server.heldUploads = [];
    adjuntos.add([file("a"), file("b"), file("c")]);
    await pass();
    expect(server.heldUploads).toHaveLength(2);
    server.heldUploads[0]!();
    await pass();
    expect(server.heldUploads).toHaveLength(3);
  });

  it("is refused here where it is too big or one too many, before a byte is sent", async () => {
    const [adjuntos] = draft({ maxBytes: 3, maxArchivos: 1 });
    adjuntos.add([file("big", "1234"), file("a"), file("b")]);
    await pass();
    expect(shown(adjuntos)).toEqual([
      ["big", "demasiado_grande"],
      ["a", "ready"],
      ["b", "demasiados"],
    ]);
    expect(uploads()).toBe(1);
    const [, a, b] = adjuntos.getSnapshot();
    adjuntos.remove(a!.key);
    adjuntos.retry(b!.key);
    await pass();
    expect(shown(adjuntos)).toEqual([
      ["big", "demasiado_grande"],
      ["b", "ready"],
    ]);
  });

  it("stays with the server's reason where that says no for good", async () => {
    const [adjuntos] = draft();
    server.refuseUploads = { status: 422, codigo: "datos_invalidos" };
    adjuntos.add([file("a")]);
    await pass(120_000);
    expect(uploads()).toBe(1);
    expect(adjuntos.getSnapshot()[0]?.state).toMatchObject({
      status: "failed",
      codigo: "datos_invalidos",
      retryable: false,
    });
    expect(adjuntos.take()).toEqual([]);
    expect(browser.values.size).toBe(0);
  });

  it("waits as long as a 429 says, and is tried again", async () => {
    const [adjuntos] = draft();
    server.refuseUploads = { status: 429, codigo: "demasiadas_peticiones", retryAfter: 7 };
    adjuntos.add([file("a")]);
    await pass(6999);
    expect(uploads()).toBe(1);
    expect(shown(adjuntos)).toEqual([["a", "uploading"]]);
    server.refuseUploads = null;
    await pass(2);
    expect(shown(adjuntos)).toEqual([["a", "ready"]]);
  });

  it("is tried again by itself after a network failure, and at once when the line is back", async () => {
    const [adjuntos] = draft();
    server.down = true;
    adjuntos.add([file("a")]);
    await pass(5000);
    expect(shown(adjuntos)).toEqual([["a", "sin_conexion"]]);
    expect(uploads()).toBeGreaterThan(2);
    server.down = false;
    page.wake();
    await pass();
    expect(shown(adjuntos)).toEqual([["a", "ready"]]);
  });

  it("is given up after a while, until the line is back or somebody asks", async () => {
    const [adjuntos] = draft();
    server.down = true;
    adjuntos.add([file("a")]);
    await pass(600_000);
    const tries = uploads();
    await pass(600_000);
    expect(uploads()).toBe(tries);
    server.down = false;
    adjuntos.retry(adjuntos.getSnapshot()[0]!.key);
    await pass();
    expect(shown(adjuntos)).toEqual([["a", "ready"]]);
  });

  it("is broken off when it is removed, or when nothing moves for a minute", async () => {
    const [adjuntos] = draft();
    server.heldUploads = [];
    adjuntos.add([file("a"), file("b")]);
    await pass();
    adjuntos.remove(adjuntos.getSnapshot()[0]!.key);
    expect(shown(adjuntos)).toEqual([["b", "uploading"]]);
    server.heldUploads = null;
    await pass(60_001);
    await pass(1000);
    expect(shown(adjuntos)).toEqual([["b", "ready"]]);
    expect(server.uploads).toHaveLength(1);
  });
});

describe("after a reload", () => {
  it("what was ready is there, for its own draft only", async () => {
    const [adjuntos] = draft({ context: "pedido:1" });
    adjuntos.add([file("a"), file("b")]);
    await pass();
    page.crash();
    const next = browser.page(server);
    expect(shown(draft({ context: "pedido:1" }, next)[0])).toEqual([
      ["a", "ready"],
      ["b", "ready"],
    ]);
    expect(shown(draft({}, next)[0])).toEqual([]);
  });

  it("what was on its way is shown as interrupted, and goes when it is removed", async () => {
    const [adjuntos] = draft();
    server.heldUploads = [];
    adjuntos.add([file("a")]);
    await pass();
    page.crash();
    const [again] = draft({}, browser.page(server));
    await pass();
    expect(shown(again)).toEqual([["a", "interrumpido"]]);
    again.remove(again.getSnapshot()[0]!.key);
    expect(browser.values.size).toBe(0);
  });

  it("what was taken and never said is there again", async () => {
    const [adjuntos] = draft();
    adjuntos.add([file("a")]);
    await pass();
    expect(adjuntos.take()).toHaveLength(1);
    expect(shown(draft({}, browser.page(server))[0])).toEqual([["a", "ready"]]);
  });

  it("nothing of it is left after a logout, of what was on its way neither", async () => {
    const [adjuntos, cliente] = draft();
    adjuntos.add([file("a")]);
    await pass();
    server.heldUploads = [];
    adjuntos.add([file("b")]);
    await pass();
    cliente.logout();
    server.heldUploads[0]!();
    await pass(600_000);
    expect(browser.values.size).toBe(0);
  });
});

describe("two tabs on one draft", () => {
  it("share what is ready, do not call the other's upload interrupted, and send it once", async () => {
    const [a, clienteA] = draft();
    server.heldUploads = [];
    a.add([file("a")]);
    await pass();
    const [b] = draft({}, browser.page(server));
    await pass();
    expect(shown(b)).toEqual([]);
    server.heldUploads[0]!();
    await pass();
    expect(shown(b)).toEqual([["a", "ready"]]);
    clienteA.say("", { adjuntos: a.take() });
    expect(b.take()).toEqual([]);
    await pass();
    expect(shown(b)).toEqual([]);
  });
});

describe("a refused message with files", () => {
  it("goes back to its composer, text and files", async () => {
    const [adjuntos, cliente] = draft();
    adjuntos.add([file("a")]);
    await pass();
    server.refuseMessages = "datos_invalidos";
    const uid = cliente.say("mira", { adjuntos: adjuntos.take() });
    await pass();
    cliente.setDraft("", "ya escrito");
    const told = vi.fn();
    cliente.events.on("draft", told);
    cliente.edit(uid);
    expect(told).toHaveBeenCalledWith({ context: "", texto: "ya escrito\nmira" });
    expect(shown(adjuntos)).toEqual([["a", "ready"]]);
    await pass();
    expect(cliente.getSnapshot().outbox).toEqual([]);
    expect(browser.entries.size).toBe(0);
    server.refuseMessages = null;
    cliente.say(cliente.draft(), { adjuntos: adjuntos.take() });
    await pass();
    expect(server.open?.mensajes).toMatchObject([
      { texto: "ya escrito\nmira", adjuntos: [{ nombre: "a" }] },
    ]);
    expect(browser.values.size).toBe(0);
  });
});

describe("what is stored by an earlier version", () => {
  it("goes out with the ids that it has", async () => {
    const old = { uid: "u1", orden: 1, texto: "Hola", adjuntos: ["a7"], creado_en: "" };
    browser.entries.set("u1", old as never);
    const cliente = eva();
    cliente.connect();
    await pass();
    expect(server.last.sent).toMatchObject([{ type: "chat_message", adjuntos: ["a7"] }]);
  });
});

describe("a file of the log", () => {
  it("is fetched with the token, from the server alone", async () => {
    const cliente = eva();
    const adjunto = { id: "a1", nombre: "a", tipo: "t", bytes: 1, url: "/api/chat/1/adjuntos/a1/" };
    expect(await (await cliente.adjunto(adjunto)).text()).toBe(adjunto.url);
    for (const url of ["//evil.test/x", "https://evil.test/", "@evil.test/", "/\\evil.test"]) {
      await expect(cliente.adjunto({ ...adjunto, url })).rejects.toThrow(/ruta/);
    }
  });
});
