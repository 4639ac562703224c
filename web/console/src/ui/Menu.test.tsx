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
        { text: "Asignar a mí", run: first, shortcut: "m" },
        { text: "Transferir", run: gone, disabled: true },
        "line",
        { text: "Ámbito", run: last, checked: true },
      ]}
      button={(props) => <Button {...props}>Más</Button>}
    />,
  );
  return { first, gone, last };
}

const open = () => userEvent.click(screen.getByRole("button", { name: "Más" }));
const focused = () => document.activeElement?.textContent;
// jsdom shows nothing that is a popover.
const menu = () => screen.queryByRole("menu", { hidden: true });

afterEach(cleanup);

test("opens on its first item; the arrows walk round, past what is disabled", async () => {
  aMenu();
  await open();
  expect(focused()).toContain("Asignar a mí");
  await userEvent.keyboard("{ArrowDown}");
  expect(focused()).toContain("Ámbito");
  await userEvent.keyboard("{ArrowDown}");
  expect(focused()).toContain("Asignar a mí");
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
  expect(menu()).toBeNull();
  expect(focused()).toBe("Más");
});

test("Escape, Tab and a press elsewhere leave it without picking", async () => {
  const { first, last } = aMenu();
  for (const leave of ["{Escape}", "{Tab}"]) {
    await open();
    await userEvent.keyboard(leave);
    expect(menu()).toBeNull();
    expect(focused()).toBe("Más");
  }
  await open();
  await userEvent.click(document.body);
  expect(menu()).toBeNull();
  expect([first, last].flatMap((run) => run.mock.calls)).toEqual([]);
});
