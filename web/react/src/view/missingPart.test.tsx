// @vitest-environment jsdom

import { act, cleanup, fireEvent, render } from "@testing-library/react";
import { ChatCliente } from "@ventanilla/core";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { FakeBrowser, FakeServer } from "../../../core/testing/fakes";
import { panel as es } from "../texts/es";
import { WordsProvider } from "../words";
import { Panel } from "./Panel";

const network = vi.hoisted(() => ({ isDown: true }));
vi.mock("./Attachments", async (importOriginal) => {
  const part = await importOriginal<typeof import("./Attachments")>();
  return {
    ...part,
    // The first that is asked of it.
    get useWords() {
      if (network.isDown) throw new TypeError("Failed to fetch");
      return part.useWords;
    },
  };
});

let server: FakeServer;

// Here before any clock is faked.
beforeAll(() => import("./Attachments"));
beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  network.isDown = true;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = () =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(0);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(0);
  });

function eva(): ChatCliente {
  const browser = new FakeBrowser();
  const page = browser.page(server);
  const storage = { local: page.local, outbox: page.outbox };
  return new ChatCliente({ usuario: { id: 5 }, api: server.api, env: page.env, storage });
}

const panel = (cliente: ChatCliente, idioma = "es") => (
  <WordsProvider idioma={idioma} texts={es}>
    <Panel cliente={cliente} />
  </WordsProvider>
);

it("says that what takes files did not come, keeps them, and takes them when it does", async () => {
  const cliente = eva();
  cliente.connect();
  const { container, getByText, getByLabelText, queryByText, unmount } = render(panel(cliente));
  await pass();
  const files = [new File(["x"], "a.txt", { type: "text/plain" })];
  fireEvent.change(container.querySelector("input")!, { target: { files } });
  await pass();
  getByText("No pudimos cargar los archivos.");
  // What is written can go without them; they stay.
  cliente.setDraft("", "Hola");
  await pass();
  fireEvent.click(getByLabelText("Enviar"));
  await pass();
  expect(server.texts).toEqual(["Hola"]);
  unmount();
  network.isDown = false;
  const again = render(panel(cliente));
  await pass();
  expect(queryByText("No pudimos cargar los archivos.")).toBeNull();
  again.getByLabelText("Quitar a.txt");
  fireEvent.click(again.getByLabelText("Enviar"));
  await pass();
  expect(server.open?.mensajes[1]).toMatchObject({ texto: "", adjuntos: [{ nombre: "a.txt" }] });
});

it("sends what was sent before it came with the files that were there", async () => {
  network.isDown = false;
  const cliente = eva();
  cliente.connect();
  const { container, getByLabelText } = render(panel(cliente, "en"));
  await pass();
  const files = [new File(["x"], "a.txt", { type: "text/plain" })];
  act(() => cliente.setDraft("", "mira"));
  fireEvent.change(container.querySelector("input")!, { target: { files } });
  fireEvent.click(getByLabelText("Enviar"));
  expect(server.texts).toEqual([]);
  await pass();
  expect(server.open?.mensajes).toMatchObject([{ texto: "mira", adjuntos: [{ nombre: "a.txt" }] }]);
});
