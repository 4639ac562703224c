// @vitest-environment jsdom

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from "vitest";
import { FakeServer } from "../../../core/testing/fakes";
import {
  ChatConSoporte,
  ChatConSoporteContextual,
  ChatSoporteProvider,
  useChatSoporte,
} from "../index";

const TOAST = "El chat fue cerrado por soporte. Se creará uno nuevo cuando vuelvas a escribir.";
const eva = { id: 5, nombre: "Eva" };
const pedido = { tipo: "pedido", id: 4187, titulo: "Pedido 4187" };

let server: FakeServer;
let queries: QueryClient;
let toast: { info: Mock<(texto: string) => void> };

beforeEach(() => {
  vi.useFakeTimers();
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
  localStorage.clear();
  queries = new QueryClient();
  toast = { info: vi.fn() };
});
afterEach(() => {
  cleanup();
  // What a page let go of is disconnected a moment later.
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
const opening = () => server.http.filter((call) => call === "POST /api/chat/soporte/").length;

async function show(children: ReactNode, props: { toasts?: boolean } = {}) {
  const view = render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ChatSoporteProvider
          api={server.api}
          token={async () => "jwt"}
          idioma="es"
          {...(props.toasts === false ? {} : { toast })}
        >
          {children}
        </ChatSoporteProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  await pass();
  return view;
}

/** Everything we draw lives in shadow roots; this looks into all of them. */
function find<E extends HTMLElement>(selector: string): E | null {
  for (const host of document.querySelectorAll("[data-ventanilla]")) {
    const found = host.shadowRoot?.querySelector<E>(selector);
    if (found) return found;
  }
  return null;
}
const text = () =>
  [...document.querySelectorAll("[data-ventanilla]")].map((h) => h.shadowRoot?.textContent).join();
const click = async (selector: string) => {
  act(() => find(selector)!.click());
  await pass();
};

function type(texto: string): void {
  const field = find<HTMLTextAreaElement>("textarea")!;
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")!.set!;
  act(() => {
    set.call(field, texto);
    field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  });
}
const press = async (key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent("keydown", {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...more,
  });
  act(() => void find("textarea")!.dispatchEvent(event));
  await pass();
};
async function say(texto: string): Promise<void> {
  type(texto);
  await press("Enter");
}

describe("ChatConSoporte", () => {
  it("asks nothing of the network before it is opened", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await pass(60_000);
    expect(server.http).toEqual([]);
    expect(server.sockets).toEqual([]);
    expect(find(".panel")).toBeNull();
  });

  it("opens with one call under the host's key and one socket, also in StrictMode", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    expect(opening()).toBe(1);
    expect(server.live).toHaveLength(1);
    expect(queries.getQueryData(["chat-soporte", 5])).toMatchObject({ id: 100, cerrado: false });
    expect(find("[role=dialog]")).not.toBeNull();
    expect(document.querySelector("[data-ventanilla]")?.shadowRoot?.activeElement?.tagName).toBe(
      "TEXTAREA",
    );
  });

  it("says, hears and shows it", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    await say("Hola <b>tú</b>");
    act(() => void server.reply("Hola, Eva"));
    expect(server.texts).toEqual(["Hola <b>tú</b>", "Hola, Eva"]);
    expect(find(".own .texto")?.textContent).toBe("Hola <b>tú</b>");
    expect(find(".theirs .texto")?.textContent).toBe("Hola, Eva");
    expect(find("textarea")).toHaveProperty("value", "");
  });

  it("sends with Enter, breaks with Shift+Enter and leaves an input method alone", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    type("Hola");
    await press("Enter", { shiftKey: true });
    await press("Enter", { isComposing: true });
    await press("Enter", { keyCode: 229 } as KeyboardEventInit);
    expect(server.texts).toEqual([]);
    await press("Enter");
    expect(server.texts).toEqual(["Hola"]);
    await press("Enter");
    expect(server.texts).toEqual(["Hola"]);
  });

  it("folds away with the toast when soporte closes, and keeps what was being typed", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    await say("Hola");
    type("a medias");
    act(() => server.close());
    await pass();
    expect(find(".panel")).toBeNull();
    expect(toast.info.mock.calls).toEqual([[TOAST]]);
    expect(document.querySelector("[data-ventanilla]")?.shadowRoot?.activeElement?.className).toBe(
      "launcher",
    );
    expect(queries.getQueryState(["chat-soporte", 5])?.isInvalidated).toBe(true);
    expect(opening()).toBe(1);

    await click(".launcher");
    expect(find("textarea")).toHaveProperty("value", "a medias");
    expect(opening()).toBe(2);
    expect(text()).toContain("Soporte cerró este chat, resuelto");
    await press("Enter");
    expect(server.chats.map(({ mensajes }) => mensajes.map(({ texto }) => texto))).toEqual([
      ["Hola"],
      ["a medias"],
    ]);
    expect(text()).toContain("Nuevo chat");
    expect(server.sockets).toHaveLength(1);
  });

  it("does not fetch a new chat while it is folded away", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    await say("Hola");
    act(() => server.close());
    await pass(600_000);
    expect(opening()).toBe(1);
    expect(server.chats).toHaveLength(1);
  });

  it("tells a close itself where the host has no toasts", async () => {
    await show(<ChatConSoporte usuario={eva} />, { toasts: false });
    await click(".launcher");
    await say("Hola");
    act(() => server.close());
    await pass();
    expect(find(".notice")?.textContent).toContain(TOAST);
    await pass(10_001);
    expect(find(".notice")).toBeNull();
  });

  it("does not take the focus from where the person is", async () => {
    const { getByTestId } = await show(
      <>
        <input data-testid="host" />
        <ChatConSoporte usuario={eva} />
      </>,
    );
    await click(".launcher");
    await say("Hola");
    act(() => getByTestId("host").focus());
    act(() => server.close());
    await pass();
    expect(document.activeElement).toBe(getByTestId("host"));
  });

  it("closes with Escape and gives the focus back", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    await press("Escape");
    expect(find(".panel")).toBeNull();
    expect(document.querySelector("[data-ventanilla]")?.shadowRoot?.activeElement?.className).toBe(
      "launcher",
    );
  });

  it("shows on the launcher what has not been read", async () => {
    await show(<ChatConSoporte usuario={eva} conectar="siempre" />);
    act(() => {
      server.reply("uno");
      server.reply("dos");
    });
    expect(find(".unread")?.textContent).toBe("2");
    await click(".launcher");
    await click(".head .icon");
    expect(find(".unread")).toBeNull();
  });

  it("shows the attempts while it reconnects", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    act(() => {
      server.down = true;
      server.cutAll();
    });
    expect(find(".head")?.textContent).toContain("Reconectando, intento 1/6");
    await say("sin red");
    expect(text()).toContain("Se enviará al volver la conexión");
    server.down = false;
    await pass(2000);
    expect(find(".head")?.textContent).toContain("En línea");
    expect(server.texts).toEqual(["sin red"]);
  });

  it("lets a refused message be sent again or edited", async () => {
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    server.refuseMessages = "datos_invalidos";
    await say("mal");
    expect(find(".failed .meta")?.textContent).toContain("No se envió.");
    server.refuseMessages = null;
    await click(".acts .link:last-child");
    expect(find("textarea")).toHaveProperty("value", "mal");
    expect(find(".failed")).toBeNull();
  });

  it("reads earlier chats with their reason", async () => {
    server.reply("Bienvenida");
    server.close("sin_respuesta");
    await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    await click(".history-link");
    expect(find(".history-row")?.textContent).toContain("sin respuesta");
    await click(".history-row");
    expect(find(".log")?.textContent).toContain("Bienvenida");
  });

  it("starts anew for another usuario, and shows nothing without one", async () => {
    const { rerender } = await show(<ChatConSoporte usuario={null} />);
    expect(find(".launcher")).toBeNull();
    rerender(
      <QueryClientProvider client={queries}>
        <ChatSoporteProvider api={server.api} token={async () => "jwt"}>
          <ChatConSoporte usuario={{ id: "a1" }} />
        </ChatSoporteProvider>
      </QueryClientProvider>,
    );
    await pass();
    expect(find(".launcher")).not.toBeNull();
  });

  it("sends without being opened what an earlier page left unsent", async () => {
    const first = await show(<ChatConSoporte usuario={eva} />);
    await click(".launcher");
    server.deaf = true;
    await say("antes de irme");
    server.cutAll();
    first.unmount();
    await pass();
    server.deaf = false;
    await show(<ChatConSoporte usuario={eva} />);
    await pass(1000);
    expect(server.texts).toEqual(["antes de irme"]);
    expect(find(".panel")).toBeNull();
  });
});

describe("both components on one page", () => {
  it("share one cliente, and a close is told once", async () => {
    await show(
      <>
        <ChatConSoporte usuario={eva} />
        <ChatConSoporteContextual usuario={eva} contexto={pedido} />
      </>,
    );
    await click(".launcher");
    expect(server.live).toHaveLength(1);
    await say("Hola");
    act(() => server.close());
    await pass();
    expect(toast.info).toHaveBeenCalledTimes(1);
    expect(opening()).toBe(1);
  });

  it("an embedded one makes no chat by being on the page, and sends its context", async () => {
    await show(<ChatConSoporteContextual usuario={eva} contexto={pedido} />);
    expect(opening()).toBe(0);
    expect(server.live).toHaveLength(1);
    expect(find(".composer .card")?.textContent).toContain("Pedido 4187");
    await say("¿Qué pasa con esto?");
    const sent = server.last.sent.find((frame) => frame.type === "chat_message");
    expect(sent).toMatchObject({ texto: "¿Qué pasa con esto?", contexto: pedido });
  });
});

describe("useChatSoporte", () => {
  it("gives everything to draw a chat of one's own", async () => {
    let chat!: ReturnType<typeof useChatSoporte>;
    function Own() {
      chat = useChatSoporte(eva);
      return null;
    }
    await show(<Own />);
    act(() => void chat.enviar("Hola"));
    await pass();
    expect(chat.mensajes.map(({ texto }) => texto)).toEqual(["Hola"]);
    expect(chat.conexion.status).toBe("open");
    expect(chat.chat?.id).toBe(100);
  });
});

it("keeps no chat's id in localStorage", async () => {
  await show(<ChatConSoporte usuario={eva} />);
  await click(".launcher");
  server.mute = true;
  await say("Hola");
  type("otro");
  expect(JSON.stringify({ ...localStorage })).not.toMatch(/\b100\b|chat_id/);
});
