// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Button } from "./Button";
import { Menu } from "./Menu";

function aMenu() {
  const [first, gone, last] = [vi.fn(), vi.fn(), vi.fn()];
  render(
    <Menu
      label="Más"
      items={[
        { label: "Asignar a mí", onPick: first, shortcut: "m" },
        { label: "Transferir", onPick: gone, disabled: true },
        "separator",
        { label: "Ámbito", onPick: last, checked: true },
      ]}
      trigger={(props) => <Button {...props}>Más</Button>}
    />,
  );
  return { first, gone, last };
}

const open = () => userEvent.click(screen.getByRole("button", { name: "Más" }));
const focused = () => document.activeElement?.textContent;

afterEach(cleanup);

test("opens on its first item, and the arrows walk round", async () => {
  aMenu();
  await open();
  expect(focused()).toContain("Asignar a mí");
  await userEvent.keyboard("{ArrowUp}");
  expect(focused()).toContain("Ámbito");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(focused()).toContain("Transferir");
  await userEvent.keyboard("{End}");
  expect(focused()).toContain("Ámbito");
});

test("the first letter goes to the item, whatever its accents", async () => {
  aMenu();
  await open();
  await userEvent.keyboard("a");
  expect(focused()).toContain("Ámbito");
});

test("Enter picks, closes and gives the focus back", async () => {
  const { first } = aMenu();
  await open();
  await userEvent.keyboard("{Enter}");
  expect(first).toHaveBeenCalledOnce();
  expect(screen.queryByRole("menu")).toBeNull();
  expect(focused()).toBe("Más");
});

test("what is disabled is not picked", async () => {
  const { gone } = aMenu();
  await open();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(gone).not.toHaveBeenCalled();
  expect(screen.getByRole("menu")).toBeTruthy();
});

test("Escape and a press elsewhere leave it", async () => {
  aMenu();
  await open();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("menu")).toBeNull();
  await open();
  await userEvent.click(document.body);
  expect(screen.queryByRole("menu")).toBeNull();
});

test("an item that is on says so", async () => {
  aMenu();
  await open();
  const item = screen.getByRole("menuitemcheckbox", { name: "Ámbito" });
  expect(item.getAttribute("aria-checked")).toBe("true");
});
