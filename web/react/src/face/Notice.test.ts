// @vitest-environment jsdom

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { launcher as es } from "../texts/es";
import { Face } from "./Face";
import { Notice } from "./Notice";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

function said() {
  const host = document.createElement("div");
  document.body.append(host);
  const face = new Face(host.attachShadow({ mode: "open" }), "floating", { toggle() {} });
  face.update({ idioma: "es", texts: es });
  const notice = new Notice(face, { text: es.closedNotice, dismiss: es.dismiss });
  return { notice, box: () => face.root.querySelector<HTMLElement>(".notice") };
}

it("is read out, and stays for ten seconds", () => {
  const { box } = said();
  expect(box()?.getAttribute("role")).toBe("status");
  expect(box()?.textContent).toBe(es.closedNotice);
  vi.advanceTimersByTime(9_999);
  expect(box()).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect(box()).toBeNull();
});

it("is put away by its cross", () => {
  const { box } = said();
  const cross = box()!.querySelector("button")!;
  expect(cross.getAttribute("aria-label")).toBe("Cerrar el aviso");
  cross.click();
  expect(box()).toBeNull();
});

it.each([
  ["pointed at", "pointerenter", "pointerleave"],
  ["stood in", "focusin", "focusout"],
])("stays while it is %s, and ten seconds longer", (_, comes, goes) => {
  const { box } = said();
  vi.advanceTimersByTime(9_000);
  box()!.dispatchEvent(new Event(comes));
  vi.advanceTimersByTime(60_000);
  expect(box()).not.toBeNull();
  box()!.dispatchEvent(new Event(goes));
  vi.advanceTimersByTime(9_999);
  expect(box()).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect(box()).toBeNull();
});

it("can be taken away before its time, more than once", () => {
  const { notice, box } = said();
  notice.hide();
  notice.hide();
  expect(box()).toBeNull();
});
