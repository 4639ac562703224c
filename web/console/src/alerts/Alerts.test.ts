// @vitest-environment jsdom
import { Emitter } from "@ventanilla/core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Desk, DeskEvents } from "../live/desk";
import type { BandejaFila, InboxFrame, wire } from "../wire";
import { Alerts } from "./Alerts";
import { CLASES, type Prefs } from "./prefs";
import { ring } from "./tones";

vi.mock("./tones", () => ({ ring: vi.fn() }));

const PREFS = {
  avisos: Object.fromEntries(
    CLASES.map((clase) => [clase, { sonido: true, tono: "doble", navegador: true, push: true }]),
  ),
  volumen: 40,
  calma: null,
} as unknown as Prefs;

class Shown {
  static permission = "granted";
  static all: Shown[] = [];
  onclick = () => {};
  close = vi.fn();
  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    Shown.all.push(this);
  }
}

const open = vi.fn();
let chatOpen: number | null = null;
let focused = false;
let rows: Partial<BandejaFila>[] = [];
let desk: Emitter<DeskEvents>;
let stop: () => void;

beforeEach(() => {
  vi.mocked(ring).mockClear();
  open.mockClear();
  Shown.all = [];
  [chatOpen, focused, rows] = [null, false, []];
  vi.useFakeTimers();
  vi.stubGlobal("Notification", Shown);
  vi.spyOn(document, "hasFocus").mockImplementation(() => focused);
  desk = new Emitter<DeskEvents>();
  Object.assign(desk, {
    yo: { agente: { id: 7 }, equipos: [] },
    row: (id: number) => rows.find((row) => row.id === id),
  });
  stop = new Alerts(desk as unknown as Desk, {
    prefs: () => PREFS,
    isMuted: (slug) => slug === "muda",
    chatOpen: () => chatOpen,
    titleOf: ({ clase }) => clase,
    open,
  }).start();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const CLIENTE = { tipo: "cliente", id: 5, nombre: "Eva" };
const YO = { tipo: "soporte", id: 7, nombre: "Ana" };

async function told(evento: InboxFrame["evento"], some: object = {}) {
  const chat = {
    id: 12,
    tenant: { slug: "acme" },
    asignado_a: null,
    equipo_id: null,
    ultimo_seq: 1,
    ultimo_texto: "Hola",
    ultimo_autor: CLIENTE,
    ...some,
  };
  (desk as unknown as { emit(type: string, frame: unknown): void }).emit("inbox", {
    type: "inbox",
    evento,
    chat,
  });
  await vi.advanceTimersByTimeAsync(1_000);
}

it("rings as loud as wanted and shows a notice that leads to the chat", async () => {
  vi.stubGlobal("focus", vi.fn());
  await told("chat_opened");
  expect(ring).toHaveBeenCalledExactlyOnceWith("doble", 40);
  expect(Shown.all).toMatchObject([{ title: "nuevo", options: { body: "Hola", tag: "chat-12" } }]);
  Shown.all[0]!.onclick();
  expect(open).toHaveBeenCalledExactlyOnceWith(12);
  expect(Shown.all[0]!.close).toHaveBeenCalled();
});

it("is silent about the chat in view, and rings for another", async () => {
  [chatOpen, focused] = [12, true];
  await told("chat_message", { asignado_a: 7 });
  expect(ring).not.toHaveBeenCalled();
  await told("chat_message", { id: 13, asignado_a: 7 });
  expect(ring).toHaveBeenCalledOnce();
  expect(Shown.all).toEqual([]);
});

it("is silent about a muted tenant", async () => {
  await told("chat_opened", { tenant: { slug: "muda" } });
  expect(ring).not.toHaveBeenCalled();
  expect(Shown.all).toEqual([]);
});

it("counts a chat of nobody's as mine where I spoke last", async () => {
  await told("chat_message", { ultimo_seq: 2 });
  await told("chat_message", { ultimo_seq: 3, ultimo_autor: YO });
  expect(ring).not.toHaveBeenCalled();
  await told("chat_message", { ultimo_seq: 4 });
  expect(ring).toHaveBeenCalledOnce();
  rows = [{ id: 20, ultimo_autor: YO as BandejaFila["ultimo_autor"] }];
  await told("chat_message", { id: 20 });
  expect(ring).toHaveBeenCalledTimes(2);
});

it("tells of a mention, and of nothing after the end", async () => {
  const alert = { type: "alert", clase: "mencion", chat: { id: 12, tenant: {} }, texto: "Mira" };
  const emit = () =>
    (desk as unknown as { emit(type: string, frame: unknown): void }).emit("alert", {
      ...alert,
      en: new Date().toISOString(),
      de: null,
    } as unknown as wire.Alert);
  emit();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(Shown.all).toMatchObject([{ title: "mencion", options: { body: "Mira" } }]);
  stop();
  emit();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(Shown.all).toHaveLength(1);
});

it("shows none where the browser has not allowed it", async () => {
  Shown.permission = "default";
  await told("chat_opened");
  Shown.permission = "granted";
  expect(ring).toHaveBeenCalledOnce();
  expect(Shown.all).toEqual([]);
});
