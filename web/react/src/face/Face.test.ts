// @vitest-environment jsdom

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { launcher as es } from "../texts/es";
import { Face, type FaceState } from "./Face";

const CLOSED: FaceState = { idioma: "es", texts: es };

let acts: { toggle: ReturnType<typeof vi.fn>; warm: ReturnType<typeof vi.fn> };

beforeEach(() => {
  acts = { toggle: vi.fn(), warm: vi.fn() };
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function made(kind: "floating" | "inline" = "floating"): Face {
  const host = document.createElement("div");
  document.body.append(host);
  return new Face(host.attachShadow({ mode: "open" }), kind, acts as never);
}
const button = ({ root }: Face) => root.querySelector("button")!;
const name = (face: Face) => button(face).getAttribute("aria-label");
const count = ({ root }: Face) => root.querySelector(".unread")?.textContent ?? null;
const drawn = (face: Face) => button(face).querySelector("path")?.getAttribute("d");

it("is a button that says what it does, and warms up before it does it", () => {
  const face = made();
  face.update(CLOSED);
  expect(name(face)).toBe("Escribir a soporte");
  expect(button(face).getAttribute("aria-expanded")).toBe("false");
  button(face).dispatchEvent(new Event("pointerdown"));
  expect([acts.warm, acts.toggle].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
  button(face).click();
  expect(acts.toggle).toHaveBeenCalledOnce();
  const talk = drawn(face);
  face.update({ ...CLOSED, open: true });
  expect(name(face)).toBe("Cerrar el panel");
  expect(button(face).getAttribute("aria-expanded")).toBe("true");
  expect(drawn(face)).not.toBe(talk);
});

it.each([
  [0, null, "Escribir a soporte"],
  [1, "1", "Escribir a soporte, 1 mensaje sin leer"],
  [9, "9", "Escribir a soporte, 9 mensajes sin leer"],
  [10, "9+", "Escribir a soporte, 10 mensajes sin leer"],
])("shows that %i are unread, and says it", (sinLeer, shown, said) => {
  const face = made();
  face.update({ ...CLOSED, sinLeer });
  expect([count(face), name(face)]).toEqual([shown, said]);
  face.update({ ...CLOSED, sinLeer, open: true });
  expect(count(face)).toBeNull();
});

it("says that the panel is on its way, and that it did not come", () => {
  const face = made();
  face.update({ ...CLOSED, busy: true });
  expect(button(face).getAttribute("aria-busy")).toBe("true");
  face.update({ ...CLOSED, failed: true, sinLeer: 3 });
  expect(button(face).getAttribute("aria-busy")).toBe("false");
  expect(count(face)).toBe("!");
  expect(name(face)).toBe(es.openFailed);
});

it("has no button beside a record, nor where the page has its own", () => {
  const inline = made("inline");
  inline.update(CLOSED);
  expect(inline.root.querySelector("button")).toBeNull();
  const face = made();
  face.update({ ...CLOSED, launcher: false });
  expect(face.root.querySelector("button")).toBeNull();
  face.update(CLOSED);
  face.focus();
  expect(face.root.activeElement).toBe(button(face));
});

it("dresses as the page asks, with pixels that are numbers and nothing else", () => {
  const face = made();
  face.update({
    ...CLOSED,
    tema: "oscuro",
    posicion: "izquierda",
    color: "#0b6e4f",
    lado: "12px; x",
  });
  const { frame } = face;
  expect([frame.dataset.tema, frame.lang, frame.className]).toEqual([
    "oscuro",
    "es",
    "v floating izquierda",
  ]);
  expect(frame.style.getPropertyValue("--chat-color")).toBe("#0b6e4f");
  expect(frame.style.getPropertyValue("--chat-lado")).toBe("12px");
  face.update({ ...CLOSED, tema: "claro", lado: "" });
  expect(frame.dataset.tema).toBe("claro");
  expect(frame.style.getPropertyValue("--chat-lado")).toBe("");
});

it("follows day and night while it is there", () => {
  const media = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal("matchMedia", () => media);
  const face = made();
  face.update({ ...CLOSED, tema: "auto" });
  expect(face.frame.dataset.tema).toBe("claro");
  media.matches = true;
  media.dispatchEvent(new Event("change"));
  expect(face.frame.dataset.tema).toBe("oscuro");
  face.destroy();
  expect(face.root.childElementCount).toBe(face.root.querySelectorAll("style").length);
  media.matches = false;
  media.dispatchEvent(new Event("change"));
  expect(face.frame.dataset.tema).toBe("oscuro");
});
