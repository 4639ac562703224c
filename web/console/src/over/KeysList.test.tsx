// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { keys, useShortcut } from "../keys/registry";
import { KeysList } from "./KeysList";

function Screen() {
  useShortcut("r", "Responder", "chat", () => {});
  useShortcut("n", "Escribir una nota", "chat", () => {});
  useShortcut("r", "Responder aquí", "chat", () => {});
  return <KeysList onClose={() => {}} />;
}

// jsdom has no modal dialogs.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(cleanup);

test("lists what is on the screen; of two with one key the one that does it", () => {
  const { unmount } = render(<Screen />);
  expect(screen.getByText("Escribir una nota")).toBeTruthy();
  expect(screen.getByText("Responder aquí")).toBeTruthy();
  expect(screen.queryByText("Responder")).toBeNull();
  unmount();
  expect(keys.getSnapshot()).toEqual([]);
});
