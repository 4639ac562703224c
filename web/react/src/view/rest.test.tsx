// @vitest-environment jsdom

import { act, cleanup, fireEvent, render } from "@testing-library/react";
import { ChatCliente } from "@ventanilla/core";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { FakeBrowser, FakeServer } from "../../../core/testing/fakes";
import { laterPart } from "../laterPart";
import { panel as es, later } from "../texts/es";
import { useWords, WordsProvider } from "../words";
import { Panel } from "./Panel";

const network = vi.hoisted(() => ({ isDown: true, asked: 0 }));
vi.mock("./Rest", async (importOriginal) => {
  const part = await importOriginal<typeof import("./Rest")>();
  return {
    ...part,
    // The first that is asked of it.
    get useWords() {
      network.asked += 1;
      if (network.isDown) throw new TypeError("Failed to fetch");
      return part.useWords;
    },
  };
});

// Here before any clock is faked.
beforeAll(() => import("./Rest"));
beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(network, { isDown: true, asked: 0 });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (ms = 0) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(0);
  });

it("is not needed to read and to write, and is fetched until it is here", async () => {
  const server = new FakeServer();
  const page = new FakeBrowser().page(server);
  const storage = { local: page.local, outbox: page.outbox };
  const cliente = new ChatCliente({ usuario: { id: 5 }, api: server.api, env: page.env, storage });
  cliente.connect();
  const { getByText, getByLabelText, queryByRole, queryByText, findByRole } = render(
    <WordsProvider idioma="es" texts={es}>
      <Panel cliente={cliente} />
    </WordsProvider>,
  );
  await pass();
  act(() => cliente.setDraft("", "Mira https://acme.example/1"));
  fireEvent.click(getByLabelText("Enviar"));
  await pass();
  expect(server.texts).toEqual(["Mira https://acme.example/1"]);
  getByText("Mira https://acme.example/1");
  expect(queryByRole("link")).toBeNull();
  act(() => server.close());
  await pass();
  expect(queryByText(later.closed.goOn)).toBeNull();

  expect(network.asked).toBe(1);
  await pass(1_000);
  expect(network.asked).toBe(2);
  network.isDown = false;
  await pass(2_000);
  expect(network.asked).toBe(3);
  vi.useRealTimers();
  expect((await findByRole("link")).getAttribute("href")).toBe("https://acme.example/1");
  getByText(later.closed.goOn);
});

it("is refused where an upgrade has brought it with another panel", async () => {
  const part = laterPart(async () => ({ useWords: () => useWords() }));
  await expect(part("es").fetch()).rejects.toThrow("otra versión");
});
