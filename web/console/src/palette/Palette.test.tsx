// @vitest-environment jsdom
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Desk } from "../live/desk";
import { DeskContext } from "../session/desk-context";
import { useCommands } from "./commands";
import { Palette } from "./Palette";

const close = vi.fn();
const YO = {
  agente: { id: 1, usuario: "ana", nombre: "Ana Ruiz" },
  tenants: [{ slug: "acme", nombre: "Acme Logística", color: "#7c3aed" }],
  razones: [],
  permisos: ["tablero"],
};

const OF_SCREEN = [
  { id: "close", title: "Cerrar el chat con Eva", group: "Chat", shortcut: "e", run: close },
];

function Screen() {
  const [open, setOpen] = useState(false);
  useCommands(OF_SCREEN);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Abrir
      </button>
      {open && <Palette onClose={() => setOpen(false)} />}
    </>
  );
}

/** The palette, open over a screen that adds a command of its own. */
async function aPalette(permisos = YO.permisos) {
  const root = createRootRoute({ component: Screen });
  const paths = ["/", "/buscar", "/tablero", "/ajustes", "/ajustes/$seccion"];
  const router = createRouter({
    routeTree: root.addChildren(
      paths.map((path) => createRoute({ getParentRoute: () => root, path })),
    ),
    history: createMemoryHistory(),
  });
  const yo = { ...YO, permisos };
  render(
    <DeskContext.Provider value={{ yo } as unknown as Desk}>
      <RouterProvider router={router as never} />
    </DeskContext.Provider>,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Abrir" }));
  return router;
}

const options = () => screen.getAllByRole("option").map((option) => option.textContent ?? "");
const chosen = () => screen.getByRole("option", { selected: true }).textContent;
const type = (text: string) => userEvent.keyboard(text);

// jsdom has no modal dialogs.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
    this.querySelector("input")?.focus();
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(cleanup);

test("offers what the screen adds before what is there everywhere", async () => {
  await aPalette();
  expect(options()[0]).toContain("Cerrar el chat con Eva");
  expect(options()).toEqual(expect.arrayContaining(["Tablero", "Salir"]));
});

test("runs what Enter picks, once it is closed", async () => {
  close.mockClear();
  await aPalette();
  await type("cerrar el{Enter}");
  await waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(screen.queryByRole("combobox")).toBeNull();
});

test("finds whatever the accents, and by other words", async () => {
  const router = await aPalette();
  await type("logist");
  expect(chosen()).toContain("Acme Logística");
  await type("{Enter}");
  await waitFor(() => expect(router.state.location.search).toEqual({ tenant: "acme" }));
});

test("finds by the first letters of its words", async () => {
  await aPalette();
  await type("aclo");
  expect(chosen()).toContain("Acme Logística");
});

test("the arrows walk round", async () => {
  await aPalette();
  await type("{ArrowUp}");
  expect(chosen()).toBe("Salir");
  await type("{ArrowDown}{ArrowDown}");
  expect(chosen()).toBe(options()[1]);
});

test("what no command answers is searched in the chats", async () => {
  const router = await aPalette();
  await type("pedido 4187");
  expect(options()).toEqual(["Buscar «pedido 4187» en los chats"]);
  await type("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/buscar"));
  expect(router.state.location.search).toEqual({ q: "pedido 4187" });
});

test("offers only what the agente may see", async () => {
  await aPalette(["responder"]);
  expect(options()).not.toContain("Tablero");
  expect(options()).toContain("Buscar");
});
