// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { DeskModel } from "../../dev/desk-model.ts";
import { ANA, EVA } from "../../dev/scenes.ts";
import type { Closing } from "../desk-api";
import { Problem } from "../http";
import type { Desk } from "../live/desk";
import { DeskContext } from "../session/desk-context";
import type { Mensaje } from "../wire";
import { CloseDialog } from "./CloseDialog";

/** The dialog over a chat of eva's that was seen up to its first message. */
function aDialog() {
  const model = new DeskModel();
  const { chat_id } = model.say(EVA, "uno");
  let seenUpTo = 1;
  const chat = {
    id: chat_id,
    get seenUpTo() {
      return seenUpTo;
    },
    seeMensajes: vi.fn((mensajes: readonly Mensaje[]) => {
      seenUpTo = Math.max(...mensajes.map((mensaje) => mensaje.seq));
    }),
  };
  const cerrar = vi.fn(async (id: number, closing: Closing) => {
    const { razon_cierre, mensaje = "", visto_hasta } = closing;
    const unseen = model.close(id, ANA, razon_cierre, mensaje, visto_hasta);
    if (unseen.length === 0) return model.chat(id);
    throw new Problem(409, "desactualizado", "", { mensajes: unseen });
  });
  const desk = {
    api: { cerrar },
    yo: {
      agente: ANA,
      tenants: [],
      razones: ["resuelto", "spam", "otro"],
      permisos: ["responder"],
    },
    closed: vi.fn(),
  };
  const onDone = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <DeskContext.Provider value={desk as unknown as Desk}>
        <CloseDialog chat={chat} detail={model.detail(chat_id)} onDone={onDone} onUndo={vi.fn()} />
      </DeskContext.Provider>
    </QueryClientProvider>,
  );
  return { model, chat, cerrar, desk, onDone };
}

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

// jsdom has no modal dialogs.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(cleanup);

test("closes with the reason, the last message and what was seen", async () => {
  const { chat, cerrar, desk, onDone } = aDialog();
  await userEvent.click(screen.getByRole("radio", { name: "spam" }));
  await userEvent.type(screen.getByRole("textbox"), "Hasta aquí");
  await press("Cerrar chat");
  const closing = { razon_cierre: "spam", mensaje: "Hasta aquí", visto_hasta: 1 };
  expect(cerrar).toHaveBeenCalledExactlyOnceWith(chat.id, closing);
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(desk.closed).toHaveBeenCalledWith(expect.objectContaining({ cerrado: true }));
});

test("shows what the cliente has just written, and closes only when asked again", async () => {
  const { model, chat, cerrar, onDone } = aDialog();
  model.say(EVA, "espera, otra cosa");
  await press("Cerrar chat");
  expect(await screen.findByText("espera, otra cosa")).toBeTruthy();
  expect(screen.getByText("Eva ha escrito mientras cerrabas")).toBeTruthy();
  expect(model.chat(chat.id).cerrado).toBe(false);
  await press("Cerrar de todos modos");
  expect(cerrar).toHaveBeenLastCalledWith(chat.id, { razon_cierre: "resuelto", visto_hasta: 2 });
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(model.chat(chat.id).cerrado).toBe(true);
});

test("asks once more where the cliente goes on writing", async () => {
  const { model, chat } = aDialog();
  model.say(EVA, "espera");
  await press("Cerrar chat");
  await screen.findByText("espera");
  model.say(EVA, "y esto");
  await press("Cerrar de todos modos");
  expect(await screen.findByText("y esto")).toBeTruthy();
  expect(screen.getByText("espera")).toBeTruthy();
  expect(model.chat(chat.id).cerrado).toBe(false);
});

test("says what to do where the server cannot be reached, and stays", async () => {
  const { cerrar, onDone } = aDialog();
  cerrar.mockRejectedValueOnce(new Problem(0, "sin_conexion", ""));
  await press("Cerrar chat");
  expect((await screen.findByRole("alert")).textContent).toContain("Comprueba tu conexión");
  expect(onDone).not.toHaveBeenCalled();
});
