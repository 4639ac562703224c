// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Picker } from "./Picker";

const PEOPLE = [
  { id: 1, text: "Ana Ruiz", keywords: "ana" },
  { id: 2, text: "Bea Núñez", keywords: "bea" },
  { id: 3, text: "Óscar Gil", keywords: "oscar turno tarde" },
];

function aPicker() {
  const [onPick, run] = [vi.fn(), vi.fn()];
  const create = { text: (typed: string) => `Crear «${typed}»`, run };
  render(
    <Picker label="Asignar a" options={PEOPLE} selected={[2]} onPick={onPick} create={create} />,
  );
  return { onPick, create: run };
}

const options = () => screen.queryAllByRole("option").map((option) => option.textContent);

/** What the box says is under the cursor, to who cannot see it. */
function active() {
  const id = screen.getByRole("combobox").getAttribute("aria-activedescendant");
  return id === null ? null : document.getElementById(id)?.textContent;
}

afterEach(cleanup);

test("finds by what is typed, whatever its accents, and by other words", async () => {
  aPicker();
  await userEvent.keyboard("nunez");
  expect(options()[0]).toBe("Bea Núñez");
  await userEvent.keyboard("{Backspace>5/}TARDE");
  expect(options()[0]).toBe("Óscar Gil");
});

test("the arrows walk round, and Enter picks", async () => {
  const { onPick } = aPicker();
  expect(active()).toBe("Ana Ruiz");
  await userEvent.keyboard("{ArrowUp}");
  expect(active()).toBe("Óscar Gil");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  expect(onPick).toHaveBeenCalledExactlyOnceWith(2);
});

test("what is chosen says so", () => {
  aPicker();
  expect(screen.getByRole("option", { selected: true }).textContent).toBe("Bea Núñez");
});

test("offers to make what nothing is called, and not what is there", async () => {
  const { onPick, create } = aPicker();
  await userEvent.keyboard("urgente{Enter}");
  expect(create).toHaveBeenCalledExactlyOnceWith("urgente");
  expect(onPick).not.toHaveBeenCalled();
  await userEvent.clear(screen.getByRole("combobox"));
  await userEvent.keyboard("Ana Ruiz");
  expect(options()).toEqual(["Ana Ruiz"]);
});
