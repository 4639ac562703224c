// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { keys } from "./registry";

const undo: (() => void)[] = [];
const on = (pressed: string) => {
  const run = vi.fn();
  undo.push(keys.add({ keys: pressed, label: pressed, group: "desk", run }));
  return run;
};
const press = (
  key: string,
  more: Partial<KeyboardEventInit> = {},
  target: Element = document.body,
) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.addEventListener("keydown", (heard) => keys.press(heard as KeyboardEvent), { once: true });
  target.dispatchEvent(event);
  return event;
};

afterEach(() => {
  for (const each of undo.splice(0)) each();
  document.body.replaceChildren();
});

test("a key does what was brought last for it", () => {
  const [page, dialog] = [on("e"), on("e")];
  expect(press("e").defaultPrevented).toBe(true);
  expect(dialog).toHaveBeenCalledOnce();
  expect(page).not.toHaveBeenCalled();
});

test("two keys, one after the other, are one shortcut", () => {
  const [go, open] = [on("g o"), on("o")];
  press("g");
  press("o");
  expect(go).toHaveBeenCalledOnce();
  press("o");
  expect(open).toHaveBeenCalledOnce();
});

test("nothing happens while somebody types, or with a modifier", () => {
  const run = on("a");
  const box = document.body.appendChild(document.createElement("input"));
  press("a", {}, box);
  press("a", { ctrlKey: true });
  press("a", { metaKey: true });
  expect(run).not.toHaveBeenCalled();
});

test("nothing happens behind an open menu; a tooltip is none", () => {
  const run = on("e");
  const float = document.body.appendChild(document.createElement("div"));
  float.setAttribute("popover", "manual");
  press("e");
  expect(run).not.toHaveBeenCalled();
  float.setAttribute("role", "tooltip");
  press("e");
  expect(run).toHaveBeenCalledOnce();
});

test("nothing happens behind an open dialog", () => {
  const run = on("a");
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.setAttribute("open", "");
  press("a");
  expect(run).not.toHaveBeenCalled();
});
