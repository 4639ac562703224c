// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { ChatCliente } from "@ventanilla/core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeBrowser, FakeServer } from "../../../core/testing/fakes";
import { panel as es } from "../texts/es";
import { WordsProvider } from "../words";
import { Panel } from "./Panel";

let server: FakeServer;
let browser: FakeBrowser;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  browser = new FakeBrowser();
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

function tab(): ChatCliente {
  const { local, outbox, env } = browser.page(server);
  const storage = { local, outbox };
  const cliente = new ChatCliente({ usuario: { id: 5 }, api: server.api, env, storage });
  cliente.connect();
  return cliente;
}

/** A panel before which soporte closes a chat in which it had answered. */
async function asked(cliente = tab()): Promise<ChatCliente> {
  render(
    <WordsProvider idioma="es" texts={es}>
      <Panel cliente={cliente} />
    </WordsProvider>,
  );
  await pass();
  server.reply("Hecho");
  act(() => server.close());
  await pass();
  return cliente;
}

const box = () => screen.queryByRole("region", { name: "¿Cómo fue?" });
const star = (score: number) => screen.getByRole("button", { name: new RegExp(`^${score} de 5`) });
const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Qué fue bien/ });
const press = async (element: HTMLElement) => {
  fireEvent.click(element);
  await pass();
};
const comment = async (texto: string) => {
  fireEvent.change(field(), { target: { value: texto } });
  await press(screen.getByRole("button", { name: "Enviar comentario" }));
};

it("asks once soporte has closed, and one press rates", async () => {
  await asked();
  expect(box()).not.toBeNull();
  expect(star(1).getAttribute("aria-label")).toBe("1 de 5, mal");
  await press(star(4));
  expect(server.ratings).toEqual([{ puntuacion: 4 }]);
  expect([3, 4, 5].map((score) => star(score).getAttribute("aria-pressed"))).toEqual([
    "false",
    "true",
    "false",
  ]);
  expect(box()?.querySelectorAll(".star.full")).toHaveLength(4);
  expect(box()?.textContent).toContain("Gracias. Si quieres, cuéntanos más.");
});

it("another star takes the first one's place, and a comment ends it", async () => {
  await asked();
  await press(star(2));
  await press(star(5));
  await comment("   ");
  expect(server.ratings).toHaveLength(2);
  await comment("  Muy rápido ");
  expect(server.ratings.at(-1)).toEqual({ puntuacion: 5, comentario: "Muy rápido" });
  expect(box()).toBeNull();
  screen.getByText("Gracias por contárnoslo.");
});

it("fills the stars up to the one that is pointed at", async () => {
  await asked();
  const filled = () => box()?.querySelectorAll(".star.full").length;
  fireEvent.pointerEnter(star(3));
  expect(filled()).toBe(3);
  fireEvent.pointerLeave(box()!.querySelector(".stars")!);
  expect(filled()).toBe(0);
});

it("says that it was not kept, and keeps what was written until it is", async () => {
  await asked();
  server.down = true;
  await press(star(2));
  expect(screen.getByRole("alert").textContent).toBe("No pudimos guardarlo. Reintentar");
  await comment("Tuve que esperar");
  expect(field().value).toBe("Tuve que esperar");
  expect(server.ratings).toEqual([]);
  server.down = false;
  await press(screen.getByRole("alert").querySelector("button")!);
  expect(server.ratings).toEqual([{ puntuacion: 2, comentario: "Tuve que esperar" }]);
  expect(screen.queryByRole("alert")).toBeNull();
});

it("is waved away for every tab and for good, and gives the focus to the log", async () => {
  const other = tab();
  const cliente = await asked();
  expect(other.getSnapshot().porValorar).toBe(server.chats[0]?.chat.id);
  const skip = screen.getByRole("button", { name: "Ahora no" });
  skip.focus();
  await press(skip);
  expect(box()).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("log"));
  expect([cliente, other, tab()].map((each) => each.getSnapshot().porValorar)).toEqual([
    null,
    null,
    null,
  ]);
  expect(server.ratings).toEqual([]);
});

it("goes where another tab has answered, but not from under a comment", async () => {
  const other = tab();
  await asked();
  await act(async () => other.skipRating(server.chats[0]!.chat.id));
  await pass();
  expect(box()).toBeNull();
  await act(async () => void other.say("Otra"));
  server.reply("Dime");
  act(() => server.close());
  await pass();
  await press(star(3));
  await act(async () => other.skipRating(server.chats[1]!.chat.id));
  await pass();
  expect(field()).not.toBeNull();
});

it("does not stand in the way of writing", async () => {
  const cliente = await asked();
  await act(async () => void cliente.say("Y otra cosa"));
  await pass();
  expect(server.texts).toEqual(["Hecho", "Y otra cosa"]);
  expect(box()).not.toBeNull();
});
