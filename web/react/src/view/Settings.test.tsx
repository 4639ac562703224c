// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { ChatCliente } from "@ventanilla/core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeBrowser, FakeServer } from "../../../core/testing/fakes";
import { alertsOf } from "../alerts/Alerts";
import { keepLaterWords } from "../laterWords";
import { panel as es, later } from "../texts/es";
import { WordsProvider } from "../words";
import { Settings } from "./Settings";

keepLaterWords("es", later);

const ring = vi.hoisted(() => vi.fn());
vi.mock("../alerts/tone", () => ({ ring }));

const BLOCKED = "Tu navegador los tiene bloqueados para esta página.";

beforeEach(() => ring.mockClear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function permits(permission: NotificationPermission, answer = permission): void {
  const requestPermission = async () => {
    notification.permission = answer;
    return answer;
  };
  const notification = Object.assign(() => {}, { permission, requestPermission });
  vi.stubGlobal("Notification", notification);
}

function shown(onClose = vi.fn()) {
  const server = new FakeServer();
  const { local, outbox, env } = new FakeBrowser().page(server);
  const storage = { local, outbox };
  const cliente = new ChatCliente({ usuario: { id: 5 }, api: server.api, env, storage });
  render(
    <WordsProvider idioma="es" texts={es}>
      <Settings cliente={cliente} onClose={onClose} />
    </WordsProvider>,
  );
  return { cliente, onClose };
}

const sound = () => screen.getByRole<HTMLInputElement>("switch", { name: /^Sonido/ });
const browser = () => screen.getByRole<HTMLInputElement>("switch", { name: /^Avisos/ });
const press = (element: HTMLElement) => act(async () => void fireEvent.click(element));

it("has the focus on its first switch, and Escape leaves it, not the panel", () => {
  permits("default");
  const { onClose } = shown();
  expect(document.activeElement).toBe(sound());
  const above = vi.fn();
  document.body.addEventListener("keydown", above);
  fireEvent.keyDown(sound(), { key: "a" });
  expect([onClose, above].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  fireEvent.keyDown(sound(), { key: "Escape" });
  expect([onClose, above].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  document.body.removeEventListener("keydown", above);
});

it("lets one hear the sound that one chooses, and only then", async () => {
  permits("default");
  const { cliente } = shown();
  await press(sound());
  expect(sound().checked).toBe(true);
  expect(ring).toHaveBeenCalledOnce();
  await press(sound());
  expect(sound().checked).toBe(false);
  expect(ring).toHaveBeenCalledOnce();
  expect(alertsOf(cliente).getSnapshot().sonido).toBe(false);
});

it("asks the browser, and is on where it allows", async () => {
  permits("default", "granted");
  shown();
  await press(browser());
  expect(browser().checked).toBe(true);
  expect(screen.queryByText(BLOCKED)).toBeNull();
  await press(browser());
  expect(browser().checked).toBe(false);
  expect(browser().disabled).toBe(false);
});

it("says where the browser says no", async () => {
  permits("default", "denied");
  shown();
  await press(browser());
  expect(browser().checked).toBe(false);
  screen.getByText(BLOCKED);
});

it("can be asked again where the question was only waved away", async () => {
  permits("default");
  shown();
  await press(browser());
  expect(browser().checked).toBe(false);
  expect(browser().disabled).toBe(false);
  expect(screen.queryByText(BLOCKED)).toBeNull();
});

it.each(["denied", "absent"])("does not ask where it is %s", (how) => {
  permits("denied");
  if (how === "absent") vi.stubGlobal("Notification", undefined);
  shown();
  expect(browser().disabled).toBe(true);
  screen.getByText(BLOCKED);
});
