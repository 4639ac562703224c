import { describe, expect, it } from "vitest";
import type { BandejaFila, InboxFrame, wire } from "../wire";
import {
  type Context,
  fromAlert,
  fromInbox,
  type Happened,
  isCalm,
  shouldNotify,
  shouldSound,
} from "./decide";
import { type Calma, CLASES, type Prefs } from "./prefs";

const ME = { id: 7, equipos: [3] };
const AVISO: wire.Aviso = { sonido: true, tono: "gota", navegador: true, push: true };
const PREFS: Prefs = {
  avisos: Object.fromEntries(CLASES.map((clase) => [clase, AVISO])) as Prefs["avisos"],
  volumen: 60,
  calma: null,
  resumen: { cada: "nunca", hora: "09:00", zona: "UTC", tras_min: 30 },
  idioma: "es",
};
const AWAY: Context = { now: new Date(), muted: false, inView: false, focused: false };
const EVENT = { clase: "nuevo" } as Happened;

const row = (some: Partial<BandejaFila> = {}): BandejaFila =>
  ({
    id: 12,
    asignado_a: null,
    equipo_id: null,
    reapertura: false,
    ultimo_seq: 1,
    ultimo_texto: "Hola",
    ultimo_autor: { tipo: "cliente", id: 5, nombre: "Eva" },
    ...some,
  }) as BandejaFila;
const frame = (evento: InboxFrame["evento"], some: Partial<BandejaFila> = {}): InboxFrame =>
  ({ type: "inbox", evento, reapertura: false, chat: row(some) }) as InboxFrame;

describe("what the inbox tells", () => {
  it.each<[string, InboxFrame, boolean, string | null]>([
    ["a new chat of nobody's", frame("chat_opened"), false, "nuevo"],
    ["who is back", frame("chat_opened", { reapertura: true }), false, "reapertura"],
    ["a new chat of my team", frame("chat_opened", { equipo_id: 3 }), false, "nuevo"],
    ["one of another team", frame("chat_opened", { equipo_id: 4 }), false, null],
    ["a message in mine", frame("chat_message", { asignado_a: 7 }), false, "mensaje"],
    ["a new chat that is mine", frame("chat_opened", { asignado_a: 7 }), false, "mensaje"],
    ["one in a colleague's", frame("chat_message", { asignado_a: 8 }), true, null],
    ["one in a chat of nobody's", frame("chat_message"), false, null],
    ["one where I spoke last", frame("chat_message"), true, "mensaje"],
    ["a close", frame("chat_closed", { asignado_a: 7 }), false, null],
    ["a read mark", frame("read", { asignado_a: 7 }), false, null],
    [
      "what soporte said",
      frame("chat_message", {
        asignado_a: 7,
        ultimo_autor: { tipo: "soporte", id: 8, nombre: "Bea" },
      }),
      false,
      null,
    ],
  ])("%s", (_, told, answered, expected) => {
    expect(fromInbox(told, ME, answered)?.clase ?? null).toBe(expected);
  });

  it("is the same in every tab, and another for each message", () => {
    const one = fromInbox(frame("chat_opened"), ME, false);
    expect(fromInbox(frame("chat_opened"), ME, false)?.key).toBe(one?.key);
    const next = fromInbox(frame("chat_opened", { ultimo_seq: 2 }), ME, false);
    expect(next?.key).not.toBe(one?.key);
  });
});

describe("an alert", () => {
  const alert = (de: wire.AgenteRef | null): wire.Alert =>
    ({ type: "alert", clase: "mencion", chat: row(), texto: "Mira", de, en: "x" }) as wire.Alert;

  it("of a colleague is told with their name and words", () => {
    const told = fromAlert(alert({ id: 8, usuario: "bea", nombre: "Bea" }), ME);
    expect(told).toMatchObject({ clase: "mencion", texto: "Mira", de: "Bea" });
  });

  it("of one's own is not", () => {
    expect(fromAlert(alert({ id: 7, usuario: "ana", nombre: "Ana" }), ME)).toBeNull();
  });
});

const CALM: Calma = { zona: "UTC", desde: "00:00", hasta: "23:59", dias: ["jue"] };
const THURSDAY = new Date("2026-11-26T12:00Z");
const without = (some: Partial<wire.Aviso>): Prefs => ({
  ...PREFS,
  avisos: { ...PREFS.avisos, nuevo: { ...AVISO, ...some } },
});

describe("whether it is heard and shown", () => {
  it.each<[string, Prefs, Partial<Context>, string | null, boolean]>([
    ["from elsewhere", PREFS, {}, "gota", true],
    ["with the console in view", PREFS, { focused: true }, "gota", false],
    ["with the chat in view", PREFS, { focused: true, inView: true }, null, false],
    ["of a muted tenant", PREFS, { muted: true }, null, false],
    ["in quiet hours", { ...PREFS, calma: CALM }, { now: THURSDAY }, null, false],
    ["without a sound", without({ sonido: false }), {}, null, true],
    ["without a notice", without({ navegador: false }), {}, "gota", false],
    ["with the volume at nothing", { ...PREFS, volumen: 0 }, {}, null, true],
  ])("%s", (_, prefs, some, tone, shown) => {
    expect(shouldSound(EVENT, prefs, { ...AWAY, ...some })).toBe(tone);
    expect(shouldNotify(EVENT, prefs, { ...AWAY, ...some })).toBe(shown);
  });
});

// The server decides the same for pushes: tests/desk/test_preferences_pure.py.
const NIGHT: Calma = { zona: "Europe/Madrid", desde: "22:00", hasta: "08:00", dias: ["vie"] };
const NOON: Calma = {
  zona: "America/Mexico_City",
  desde: "14:00",
  hasta: "15:30",
  dias: ["lun", "mar", "mie", "jue", "vie", "sab", "dom"],
};

it.each<[Calma | null, string, boolean]>([
  [null, "2026-11-27T23:00", false],
  [NIGHT, "2026-11-27T20:59", false],
  [NIGHT, "2026-11-27T21:00", true],
  [NIGHT, "2026-11-27T23:30", true],
  [NIGHT, "2026-11-28T06:59", true],
  [NIGHT, "2026-11-28T07:00", false],
  [NIGHT, "2026-11-28T22:00", false],
  [NIGHT, "2026-11-27T06:00", false],
  [NIGHT, "2026-07-03T20:00", true],
  [NOON, "2026-11-27T20:00", true],
  [NOON, "2026-11-27T21:30", false],
])("quiet hours %o at %s: %s", (calma, at, expected) => {
  expect(isCalm(calma, new Date(`${at}Z`))).toBe(expected);
});
