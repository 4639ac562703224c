// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render } from "@testing-library/react";
import type { Adjunto } from "@ventanilla/core";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../../core/testing/fakes";
import { ChatConSoporte, ChatSoporteProvider } from "../index";

let server: FakeServer;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-26T09:15:00") });
  server = new FakeServer();
  vi.stubGlobal(
    "WebSocket",
    class {
      constructor(url: string, protocols: string[]) {
        // biome-ignore lint/correctness/noConstructorReturn: the fake stands in for the whole object
        return server.openSocket(url, protocols);
      }
    },
  );
  vi.stubGlobal("indexedDB", undefined);
  vi.stubGlobal("createImageBitmap", async () => ({ width: 800, height: 600, close() {} }));
  const drawn = { drawImage: vi.fn() };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(drawn as never);
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (ms = 0) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(0);
  });

async function open() {
  const view = render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <ChatSoporteProvider api={server.api} token={async () => "jwt"} idioma="es">
          <ChatConSoporte usuario={{ id: 5, nombre: "Eva" }} />
        </ChatSoporteProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  await pass();
  await click(".launcher");
  return view;
}

const root = () => document.querySelector("[data-ventanilla]")!.shadowRoot!;
const find = <E extends HTMLElement>(selector: string) => root().querySelector<E>(selector);
const all = (selector: string) => [...root().querySelectorAll<HTMLElement>(selector)];
const click = async (selector: string) => {
  act(() => find(selector)!.click());
  await pass();
};
const fire = async (selector: string, name: string, more: object = {}) => {
  const event = new Event(name, { bubbles: true, composed: true, cancelable: true });
  act(() => void find(selector)!.dispatchEvent(Object.assign(event, more)));
  await pass();
  return event;
};
const type = (texto: string) => {
  const field = find<HTMLTextAreaElement>("textarea")!;
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")!.set!.call(field, texto);
  return fire("textarea", "input");
};
const enter = () => fire("textarea", "keydown", { key: "Enter" });

const file = (name: string, content = "x", kind = "text/plain") =>
  new File([content], name, { type: kind });
const picture = (name = "plano.png") => file(name, "x", "image/png");
const choose = (...files: File[]) => {
  Object.defineProperty(find("input")!, "files", { value: files, configurable: true });
  return fire("input", "change");
};
const holding = (files: File[], more: object = {}) => ({
  types: ["Files"],
  files,
  items: files.map((each) => ({ kind: "file", getAsFile: () => each })),
  ...more,
});
const tray = () => all(".tray-file").map((row) => row.querySelector(".sr")!.textContent);
const notes = () => all(".tray-file .file-note").map((note) => note.textContent);
const hold = () => {
  server.heldUploads = [];
};
const letThrough = async () => {
  for (const go of server.heldUploads!.splice(0)) go();
  await pass();
};
const said = () =>
  server.chats
    .flatMap(({ mensajes }) => mensajes)
    .map(({ texto, adjuntos }) => [texto, ...adjuntos.map(({ nombre }) => nombre)]);

describe("a file", () => {
  it("is uploaded while it stands in the tray, and goes out without a text", async () => {
    await open();
    hold();
    await choose(file("nota.txt", "hola"));
    expect(tray()).toEqual(["nota.txt"]);
    const bar = find("[role=progressbar]")!;
    expect(bar.getAttribute("aria-label")).toBe("Subiendo nota.txt");
    expect(bar.getAttribute("aria-valuenow")).toBe("50");
    await letThrough();
    expect(find("[role=progressbar]")).toBeNull();
    expect(all("[role=status]").map((each) => each.textContent)).toContain("Subido nota.txt");
    await click(".send");
    expect(said()).toEqual([["", "nota.txt"]]);
    expect(tray()).toEqual([]);
    expect(find(".own .bubble")).toBeNull();
    const heard = all(".own .sr").map((each) => each.textContent);
    expect(heard).toEqual(["Tú: ", "archivo nota.txt", "Descargar"]);
  });

  it("is a screenshot where it was pasted without a name of its own", async () => {
    await open();
    const pasted = await fire("textarea", "paste", {
      clipboardData: holding([picture("image.png")]),
    });
    expect(pasted.defaultPrevented).toBe(true);
    expect(tray()).toEqual(["captura-2026-11-26-0915.png"]);
  });

  it("is not made of a table that comes as text and as a picture of it", async () => {
    await open();
    const types = ["text/plain", "text/html", "Files"];
    const clipboardData = holding([picture("image.png")], { types });
    const pasted = await fire("textarea", "paste", { clipboardData });
    expect(pasted.defaultPrevented).toBe(false);
    expect(tray()).toEqual([]);
  });

  it("can be dropped anywhere on the panel, which says so; a text and a folder can't", async () => {
    await open();
    const text = { dataTransfer: { types: ["text/plain"], items: [] } };
    expect((await fire(".head", "dragover", text)).defaultPrevented).toBe(false);
    expect(find(".drop")).toBeNull();
    const folder = {
      kind: "file",
      getAsFile: () => file("carpeta"),
      webkitGetAsEntry: () => ({ isDirectory: true }),
    };
    const dataTransfer = holding([file("a.txt")]);
    dataTransfer.items.push(folder as never);
    expect((await fire(".head", "dragover", { dataTransfer })).defaultPrevented).toBe(true);
    await fire(".head", "dragover", { dataTransfer });
    expect(find(".drop")?.textContent).toBe("Suelta aquí para adjuntar");
    await fire(".head", "dragleave", { dataTransfer, relatedTarget: find(".log") });
    expect(find(".drop")).not.toBeNull();
    await fire(".drop", "dragleave", { dataTransfer, relatedTarget: document.body });
    expect(find(".drop")).toBeNull();
    await fire(".head", "drop", { dataTransfer });
    expect(tray()).toEqual(["a.txt"]);
  });

  it("says why it is not uploaded, and is tried again where that helps", async () => {
    await open();
    const big = file("grande.zip");
    Object.defineProperty(big, "size", { value: 11 * 1024 * 1024 });
    server.refuseUploads = { status: 422, codigo: "datos_invalidos" };
    await choose(big, file("a.exe"));
    server.refuseUploads = null;
    await choose(...Array.from({ length: 11 }, (_, n) => file(`${n}.txt`)));
    expect(notes()[0]).toBe("Demasiado grande: el límite es 10 MB");
    expect(notes()[1]).toBe("Este tipo de archivo no se admite");
    expect(notes().at(-1)).toBe("Caben 10 archivos en un mensajeReintentar");
    await click('[aria-label="Quitar 0.txt"]');
    await click('[aria-label="Reintentar 10.txt"]');
    expect(notes().at(-1)).toBe("1 B");
  });

  it("waits for the line, and goes up when it is back", async () => {
    await open();
    server.down = true;
    await choose(file("a.txt"));
    expect(notes()).toEqual(["Sin conexión: se subirá al volverReintentar"]);
    server.down = false;
    await pass(2000);
    expect(notes()).toEqual(["1 B"]);
  });

  it("that is taken away gives the focus to the next one, and at last to the text", async () => {
    await open();
    await choose(file("a.txt"), file("b.txt"));
    act(() => find('[aria-label="Quitar a.txt"]')!.focus());
    await click('[aria-label="Quitar a.txt"]');
    expect(root().activeElement?.getAttribute("aria-label")).toBe("Quitar b.txt");
    await click('[aria-label="Quitar b.txt"]');
    expect(root().activeElement?.tagName).toBe("TEXTAREA");
    expect(tray()).toEqual([]);
  });
});

describe("sending", () => {
  it("waits for what is on its way, and then sends one message by itself", async () => {
    await open();
    hold();
    await choose(file("a.txt"), file("b.txt"));
    await type("mira");
    await enter();
    await enter();
    expect(said()).toEqual([]);
    expect(find(".composer")?.textContent).toContain("Se enviará al terminar de subir");
    await letThrough();
    expect(said()).toEqual([["mira", "a.txt", "b.txt"]]);
    expect(find("textarea")).toHaveProperty("value", "");
    expect(find(".composer")?.textContent).not.toContain("Se enviará");
  });

  it("is called off by whoever goes on writing", async () => {
    await open();
    hold();
    await choose(file("a.txt"));
    await type("mira");
    await enter();
    await type("mira esto");
    await letThrough();
    expect(said()).toEqual([]);
    await enter();
    expect(said()).toEqual([["mira esto", "a.txt"]]);
  });

  it("is called off where a file failed meanwhile; without it, it is the person's to send", async () => {
    await open();
    hold();
    await choose(file("a.txt"), file("b.txt"));
    await type("mira");
    await enter();
    server.refuseUploads = { status: 422, codigo: "datos_invalidos" };
    server.heldUploads!.shift()!();
    await pass();
    server.refuseUploads = null;
    await letThrough();
    expect(said()).toEqual([]);
    await enter();
    expect(said()).toEqual([["mira", "b.txt"]]);
    expect(tray()).toEqual(["a.txt"]);
  });

  it("goes on while the panel is folded away by a close", async () => {
    await open();
    await type("Hola");
    await enter();
    hold();
    await choose(file("a.txt"));
    await type("y esto");
    act(() => server.close());
    await pass();
    expect(find(".panel")).toBeNull();
    await letThrough();
    await click(".launcher");
    expect(tray()).toEqual(["a.txt"]);
    expect(notes()).toEqual(["1 B"]);
    await enter();
    expect(said()).toEqual([["Hola"], ["y esto", "a.txt"]]);
    expect(server.chats).toHaveLength(2);
  });

  it("has what was uploaded before the page was loaded again", async () => {
    const before = await open();
    await choose(file("a.txt"));
    before.unmount();
    await open();
    expect(tray()).toEqual(["a.txt"]);
    await enter();
    expect(said()).toEqual([["", "a.txt"]]);
  });

  it("of a refused message can be taken back, files and all", async () => {
    await open();
    await choose(picture());
    await type("mal");
    server.refuseMessages = "datos_invalidos";
    await enter();
    expect(all(".failed canvas")).toHaveLength(1);
    server.refuseMessages = null;
    await click(".acts .link:last-child");
    expect(find("textarea")).toHaveProperty("value", "mal");
    expect(tray()).toEqual(["plano.png"]);
    expect(find(".failed")).toBeNull();
  });
});

describe("in the log", () => {
  const plano: Adjunto = {
    id: "p1",
    nombre: "plano.png",
    tipo: "image/png",
    bytes: 9,
    url: "/api/chat/100/adjuntos/p1/",
    ancho: 1000,
    alto: 500,
  };
  const fetched = () => server.http.filter((call) => call.includes("/adjuntos/p1/")).length;

  it("a picture has its room before it is fetched, once, and can be looked at larger", async () => {
    await open();
    act(() => void server.reply("", [plano]));
    await pass();
    expect(find(".theirs .bubble")).toBeNull();
    expect(find(".theirs > .sr")?.textContent).toBe("Ana: ");
    expect(find(".theirs canvas")?.getAttribute("aria-label")).toBe("imagen plano.png");
    expect(find(".picture")?.style.width).toBe("260px");
    expect(find(".picture")?.style.aspectRatio).toBe("260 / 130");
    expect(find(".picture.drawn")).not.toBeNull();
    act(() => find(".picture-open")!.focus());
    await click(".picture-open");
    const viewer = find(".viewer")!;
    expect(viewer.getAttribute("role")).toBe("dialog");
    expect(root().activeElement).toBe(viewer);
    await fire(".viewer", "keydown", { key: "Tab" });
    expect(root().activeElement?.getAttribute("aria-label")).toBe("Tamaño real");
    await fire(".viewer", "keydown", { key: "Tab", shiftKey: true });
    expect(root().activeElement?.getAttribute("aria-label")).toBe("Cerrar la imagen");
    await fire(".viewer", "keydown", { key: "Escape" });
    expect(find(".viewer")).toBeNull();
    expect(find(".panel")).not.toBeNull();
    expect(root().activeElement?.className).toBe("picture-open");
    expect(fetched()).toBe(1);
  });

  it("a picture of one's own is drawn from the file that was chosen", async () => {
    await open();
    await choose(picture());
    await click(".send");
    expect(all(".own .picture.drawn")).toHaveLength(1);
    expect(server.http.filter((call) => call.startsWith("GET /api/chat/100/adjuntos"))).toEqual([]);
  });

  it("a picture that does not come says so, and comes when it is asked for again", async () => {
    await open();
    server.down = true;
    act(() => void server.reply("", [plano]));
    await pass();
    expect(find(".picture-why")?.textContent).toBe("No se pudo cargarReintentar");
    server.down = false;
    await click(".picture-why .link");
    expect(find(".picture-why")).toBeNull();
    expect(find(".picture.drawn")).not.toBeNull();
  });

  it("another file is downloaded, as nothing that could run in the page", async () => {
    const made = vi.fn((_: Blob) => "blob:x");
    const revoked = vi.fn();
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: made, revokeObjectURL: revoked }));
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    await open();
    const page = { ...plano, nombre: "hola.html", tipo: "text/html" };
    act(() => void server.reply("Mira", [page]));
    await pass();
    server.down = true;
    await click(".file-row");
    expect(find(".file-row")?.textContent).toContain("No se descargó. Reintentar");
    expect(made).not.toHaveBeenCalled();
    server.down = false;
    await click(".file-row");
    expect(made.mock.calls[0]?.[0].type).toBe("application/octet-stream");
    expect(clicked.mock.contexts[0]).toMatchObject({ download: "hola.html", href: "blob:x" });
    await pass(10_001);
    expect(revoked).toHaveBeenCalledWith("blob:x");
  });

  it("an earlier chat shows its files too", async () => {
    server.reply("", [plano]);
    server.close();
    await open();
    await click(".history-link");
    expect(find(".history-row b")?.textContent).toBe("Archivos");
    await click(".history-row");
    expect(find(".history .picture.drawn")).not.toBeNull();
  });
});
