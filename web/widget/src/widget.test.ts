// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../core/testing/fakes";
import { ChatSoporteElement } from "./element";

// Fetched before any clock is faked: React keeps hold of the timers that it finds.
vi.mock("./chunks", async () => {
  const [panel, texts] = await Promise.all([import("./panel"), import("../../react/src/texts/es")]);
  const { restPart } = await import("../../react/src/view/useRest");
  await restPart("es").fetch();
  return { chunks: { panel: async () => panel, texts: async () => texts } };
});
customElements.define("chat-soporte", ChatSoporteElement);

let server: FakeServer;
let asked: string[];

const token = (sub: string) => `e30.${btoa(JSON.stringify({ sub, nombre: "Eva" }))}.x`;

beforeEach(async () => {
  vi.useFakeTimers();
  server = new FakeServer();
  asked = [];
  localStorage.clear();
  vi.stubGlobal("indexedDB", undefined);
  vi.stubGlobal("fetch", async (url: string, { method = "GET" } = {}) => {
    asked.push(`${method} ${url}`);
    if (url === "/token") return Response.json({ token: token("5") });
    const path = url.replace(/^https?:\/\/[^/]+/, "");
    const { data } = await (method === "GET" ? server.api.get(path) : server.api.post(path));
    return Response.json(data);
  });
  vi.stubGlobal(
    "WebSocket",
    class {
      constructor(url: string, protocols: string[]) {
        // biome-ignore lint/correctness/noConstructorReturn: the fake stands in for the whole object
        return server.openSocket(url, protocols);
      }
    },
  );
});
afterEach(async () => {
  element()?.remove();
  await pass();
  delete window.Ventanilla;
  vi.resetModules();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (ms = 20) => vi.advanceTimersByTimeAsync(ms);
const element = () => document.querySelector<ChatSoporteElement>("chat-soporte");
const inside = (selector: string) =>
  element()?.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
/** Drawing takes a moment that is React's own. */
const shown = (selector: string) =>
  vi.waitFor(() => inside(selector) ?? Promise.reject(new Error(`no ${selector}`)));
const gone = (selector: string) => vi.waitFor(() => expect(inside(selector)).toBeNull());
const load = () => import("./main").then(() => pass());
const init = { tokenUrl: "/token", idioma: "es" };

describe("the script tag", () => {
  it("asks nothing before it is opened, then one token and one socket", async () => {
    await load();
    window.Ventanilla!("init", init);
    await pass(60_000);
    expect(asked).toEqual([]);
    expect(server.sockets).toHaveLength(0);
    await shown(".launcher");
    window.Ventanilla!("open");
    await pass();
    expect(asked.filter((call) => call === "POST /token")).toHaveLength(1);
    expect(server.live).toHaveLength(1);
    await shown("[role=dialog]");
  });

  it("does what was asked before it was there", async () => {
    const queue = [["init", init], ["open"]];
    window.Ventanilla = Object.assign(() => {}, { q: queue });
    await load();
    await pass();
    await shown("[role=dialog]");
  });

  it("does nothing the second time it is loaded", async () => {
    await load();
    window.Ventanilla!("init", init);
    const first = window.Ventanilla;
    vi.resetModules();
    await load();
    expect(window.Ventanilla).toBe(first);
    window.Ventanilla!("init", init);
    expect(document.querySelectorAll("chat-soporte")).toHaveLength(1);
  });

  it("tells what happens until one does not want to know", async () => {
    await load();
    const opened = vi.fn();
    const unread = vi.fn();
    const end = window.Ventanilla!("on", "open", opened) as () => void;
    window.Ventanilla!("init", { ...init, conectar: "siempre" });
    window.Ventanilla!("on", "no_leidos", unread);
    await pass();
    server.reply("Hola");
    expect(unread).toHaveBeenLastCalledWith(1);
    window.Ventanilla!("toggle");
    expect(opened).toHaveBeenCalledTimes(1);
    end();
    window.Ventanilla!("close");
    window.Ventanilla!("open");
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it("tells it to the page as events too", async () => {
    await load();
    const heard = vi.fn();
    document.addEventListener("ventanilla:chat_cerrado", heard, { once: true });
    window.Ventanilla!("init", init);
    window.Ventanilla!("open");
    await pass();
    await shown("textarea");
    server.reply("Hola");
    server.close();
    await pass();
    expect(heard).toHaveBeenCalledTimes(1);
    await gone(".panel");
    expect((await shown(".notice")).textContent).toContain("El chat fue cerrado por soporte.");
  });

  it("is told that it is ready whenever one asks", async () => {
    await load();
    window.Ventanilla!("init", init);
    await pass();
    const ready = vi.fn();
    window.Ventanilla!("on", "ready", ready);
    expect(ready).toHaveBeenCalledTimes(1);
  });

  it("takes the token that the element was given before the script was here", async () => {
    const given = vi.fn(async () => token("7"));
    const made = document.createElement("chat-soporte");
    Object.defineProperty(made, "token", { value: given, configurable: true, writable: true });
    document.body.append(made);
    await load();
    window.Ventanilla!("open");
    await pass();
    expect(given).toHaveBeenCalledTimes(1);
    expect(element()?.session.getSnapshot().cliente?.usuario.id).toBe("7");
    expect(Object.hasOwn(made, "token")).toBe(false);
  });

  it("puts a text into the composer", async () => {
    await load();
    window.Ventanilla!("init", init);
    window.Ventanilla!("newMessage", "Sobre la factura F-19");
    await pass();
    expect(await shown("textarea")).toHaveProperty("value", "Sobre la factura F-19");
    expect(server.texts).toEqual([]);
  });

  it("forgets the person on logout, and follows another one", async () => {
    await load();
    window.Ventanilla!("init", init);
    window.Ventanilla!("open");
    await pass();
    window.Ventanilla!("logout");
    expect(server.live).toHaveLength(0);
    window.Ventanilla!("identify", token("6"));
    await pass();
    expect(element()?.session.getSnapshot().cliente?.usuario.id).toBe("6");
  });

  it("survives being moved within the page, and goes when it is taken off", async () => {
    await load();
    window.Ventanilla!("init", { ...init, conectar: "siempre" });
    await pass();
    const moved = element()!;
    document.body.append(moved);
    await pass();
    expect(server.live).toHaveLength(1);
    window.Ventanilla!("destroy");
    await pass();
    expect(server.live).toHaveLength(0);
  });

  it("says when it cannot find out who the cliente is", async () => {
    await load();
    const failed = vi.fn();
    window.Ventanilla!("on", "error", failed);
    window.Ventanilla!("init", { token: () => Promise.reject(new Error("sin sesión")) });
    window.Ventanilla!("open");
    await pass();
    expect(failed).toHaveBeenCalledTimes(1);
    await shown("[role=alert] button");
  });

  it("sends, unopened, what an earlier page left unsent", async () => {
    const entry = {
      uid: "u1",
      orden: 1,
      texto: "antes de irme",
      creado_en: "2026-11-23T09:00:00Z",
    };
    localStorage.setItem(`ventanilla:${location.host}:5:salida`, JSON.stringify([entry]));
    localStorage.setItem(`ventanilla:${location.host}:5:pendiente`, "1");
    await load();
    window.Ventanilla!("init", init);
    await pass();
    expect(server.texts).toEqual(["antes de irme"]);
  });
});
