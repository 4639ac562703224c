// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, createEvent, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ChatStore } from "../live/chat-store";
import type { Desk } from "../live/desk";
import { Drafts } from "../live/drafts";
import { memoryKeep } from "../live/keep";
import { Uploads } from "../live/uploads";
import { DeskContext } from "../session/desk-context";
import type { ChatDetail, wire } from "../wire";
import { Composer } from "./Composer";

const ANA = { id: 1, usuario: "ana", nombre: "Ana Ruiz" };
const BEA = { id: 2, usuario: "bea", nombre: "Bea Campos" };
const SALUDO = {
  id: 7,
  atajo: "saludo",
  titulo: "Saludo",
  textos: { es: "Hola, {{cliente.nombre_pila}}. Soy {{agente.nombre}}.", en: "Hello" },
  compartida: true,
  usos: 3,
  cambiado_en: "2026-03-02T10:00:00Z",
} satisfies wire.Respuesta;
const PLAN = { ...SALUDO, id: 8, atajo: "plan", titulo: "Plan", usos: 0 };
PLAN.textos = { es: "Tu plan es {{cliente.atributos.plan}}", en: "" };

const DETAIL = {
  id: 124,
  cliente: { id: 5, nombre: "Eva Montes", atributos: {} },
  tenant: { slug: "acme", nombre: "Acme", color: "" },
} as unknown as ChatDetail;

function world(draft = "", tipo: "respuesta" | "nota" = "respuesta") {
  const api = {
    borradores: async () => ({ resultados: [] }),
    guardarBorrador: vi.fn(async (chat_id: number, tipo: "respuesta" | "nota", texto: string) => ({
      chat_id,
      tipo,
      texto,
      cambiado_en: null,
    })),
  };
  const drafts = new Drafts(api, memoryKeep());
  if (draft) drafts.write(124, tipo, draft);
  const chat = {
    id: 124,
    uploads: new Uploads(async (archivo) => ({
      id: `f-${archivo.name}`,
      nombre: archivo.name,
      tipo: "text/plain",
      bytes: archivo.size,
      url: "/f",
    })),
    say: vi.fn(),
    note: vi.fn(async () => undefined),
    composing: vi.fn(),
    stopComposing: vi.fn(),
  };
  const me = { tipo: "soporte", id: ANA.id, nombre: ANA.nombre };
  const desk = { drafts, me } as unknown as Desk;
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <DeskContext.Provider value={desk}>
        <Composer chat={chat as unknown as ChatStore} detail={DETAIL} />
      </DeskContext.Provider>
    </QueryClientProvider>,
  );
  return { chat, drafts };
}

const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Escribe a Eva" });
const noteBox = () =>
  screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Escribe una nota para el equipo" });
const turnToNote = () => userEvent.click(screen.getByRole("tab", { name: /Nota interna/ }));

beforeEach(() => {
  const answers: Record<string, unknown> = {
    "/api/soporte/respuestas/": { resultados: [PLAN, SALUDO] },
    "/api/soporte/chats/124/mencionables/": { resultados: [ANA, BEA] },
  };
  vi.stubGlobal("fetch", async (path: string) => Response.json(answers[path] ?? {}));
  Element.prototype.scrollIntoView ??= () => undefined;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("an answer", () => {
  test("goes out with Enter, and nothing is begun afterwards", async () => {
    const { chat, drafts } = world();
    await userEvent.type(box(), "Hola{Enter}");
    expect(chat.say).toHaveBeenCalledExactlyOnceWith("Hola", []);
    expect(box().value).toBe("");
    expect(drafts.read(124, "respuesta")).toBe("");
  });

  test("breaks the line with Shift and Enter, and goes out as it was written", async () => {
    const { chat } = world();
    await userEvent.type(box(), " uno{Shift>}{Enter}{/Shift}dos {Enter}");
    expect(chat.say).toHaveBeenCalledExactlyOnceWith(" uno\ndos ", []);
  });

  test("leaves Enter to an input method that is composing", () => {
    const { chat } = world("にほん");
    const enter = createEvent.keyDown(box(), { key: "Enter", isComposing: true });
    fireEvent(box(), enter);
    expect(chat.say).not.toHaveBeenCalled();
    expect(enter.defaultPrevented).toBe(false);
  });

  test("is nothing where there is nothing to send", async () => {
    const { chat } = world();
    await userEvent.type(box(), "   {Enter}");
    expect(chat.say).not.toHaveBeenCalled();
  });

  test("begins with the draft of its chat, keeps what is typed, and is told to the cliente", async () => {
    const { chat, drafts } = world("Voy a ");
    await userEvent.type(box(), "mirarlo");
    expect(drafts.read(124, "respuesta")).toBe("Voy a mirarlo");
    expect(chat.composing).toHaveBeenCalled();
  });

  test("takes over a draft that was changed elsewhere", async () => {
    const { drafts } = world();
    drafts.replace(124, "respuesta", "lo que no se pudo enviar");
    await waitFor(() => expect(box().value).toBe("lo que no se pudo enviar"));
  });

  test("says by how much it is too long, and does not go out", async () => {
    const { chat } = world("a".repeat(10_003));
    await userEvent.type(box(), "{Enter}");
    expect(screen.getByText("Sobran 3 caracteres")).toBeTruthy();
    expect(chat.say).not.toHaveBeenCalled();
  });

  test("takes its files along, also without a text", async () => {
    const { chat } = world();
    const file = new File(["hola"], "nota.txt", { type: "text/plain" });
    await userEvent.upload(screen.getByLabelText("Adjuntar archivos", { selector: "input" }), file);
    await screen.findByText("nota.txt");
    await userEvent.click(screen.getByRole("button", { name: "Enviar" }));
    expect(chat.say.mock.calls).toMatchObject([["", [{ id: "f-nota.txt" }]]]);
    expect(screen.queryByText("nota.txt")).toBeNull();
  });
});

describe("a canned reply", () => {
  test("is found by «/», read as it will be, and put in the place of what was asked for", async () => {
    const { chat } = world();
    await userEvent.type(box(), "Buenas. /salu");
    const option = await screen.findByRole("option", { name: /saludo/ });
    expect(box().getAttribute("aria-activedescendant")).toBe(option.id);
    expect(screen.getByText("Hola, Eva. Soy Ana Ruiz.")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(box().value).toBe("Buenas. Hola, Eva. Soy Ana Ruiz.");
    expect(chat.say).not.toHaveBeenCalled();
  });

  test("is chosen with the arrows, the more used one first", async () => {
    world();
    await userEvent.type(box(), "/");
    const options = await screen.findAllByRole("option");
    expect(options.map((each) => each.textContent)).toEqual(["/saludoSaludo", "/planPlan"]);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(box().value).toBe("Tu plan es {{cliente.atributos.plan}}");
  });

  test("with a variable that has no value says so, and blocks nothing", async () => {
    const { chat } = world();
    await userEvent.type(box(), "/plan");
    await screen.findByRole("option", { name: /plan/ });
    await userEvent.keyboard("{Enter}");
    expect(
      screen.getByText(/Sin valor para este cliente: {{cliente.atributos.plan}}/),
    ).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(chat.say).toHaveBeenCalledExactlyOnceWith("Tu plan es {{cliente.atributos.plan}}", []);
  });

  test("is not asked for in the middle of a word, and Escape closes the list", async () => {
    world();
    await userEvent.type(box(), "https://acme.test/salu");
    expect(screen.queryByRole("listbox")).toBeNull();
    await userEvent.type(box(), " /salu");
    await screen.findByRole("listbox");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(document.activeElement).toBe(box());
  });
});

describe("a note", () => {
  test("is for the team, names who is called, and tells no cliente that one types", async () => {
    const { chat } = world();
    await turnToNote();
    expect(screen.getByText("Solo el equipo la ve")).toBeTruthy();
    expect(document.activeElement).toBe(noteBox());
    await userEvent.type(noteBox(), "Mira, @be");
    await screen.findByRole("option", { name: /Bea Campos/ });
    await userEvent.keyboard("{Enter}");
    expect(noteBox().value).toBe("Mira, @bea ");
    await userEvent.keyboard("esto{Enter}");
    await waitFor(() => expect(chat.note).toHaveBeenCalledExactlyOnceWith("Mira, @bea esto", [2]));
    expect(chat.say).not.toHaveBeenCalled();
    expect(chat.composing).not.toHaveBeenCalled();
    await waitFor(() => expect(noteBox().value).toBe(""));
  });

  test("that could not be saved stays and says so", async () => {
    const { chat } = world("esto", "nota");
    chat.note.mockRejectedValueOnce(new Error("no"));
    await turnToNote();
    await userEvent.keyboard("{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("La nota no se guardó.");
    expect(noteBox().value).toBe("esto");
  });

  test("has a draft of its own, and the other tab says that something waits", async () => {
    world("a medias");
    await turnToNote();
    expect(noteBox().value).toBe("");
    expect(screen.getByRole("tab", { name: /Responder/ }).textContent).toContain("sin enviar");
  });
});
