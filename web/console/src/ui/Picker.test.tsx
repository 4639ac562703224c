// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { Button } from "./Button";
import { Picker } from "./Picker";

const PEOPLE = [
  { id: "1", label: "Ana Ruiz", hint: "ana" },
  { id: "2", label: "Bea Núñez", hint: "bea" },
  { id: "3", label: "Óscar Gil", hint: "oscar" },
];

function aPicker({
  many = false,
  onCreate,
}: {
  many?: boolean;
  onCreate?: (text: string) => void;
}) {
  const changes: string[][] = [];
  function Harness() {
    const [value, setValue] = useState<string[]>([]);
    return (
      <Picker
        label="Asignar a"
        items={PEOPLE}
        value={value}
        many={many}
        {...(onCreate ? { onCreate } : {})}
        onChange={(ids) => {
          changes.push(ids);
          setValue(ids);
        }}
        trigger={(props) => <Button {...props}>Asignar</Button>}
      />
    );
  }
  render(<Harness />);
  return changes;
}

const open = () => userEvent.click(screen.getByRole("button", { name: "Asignar" }));
const options = () => screen.queryAllByRole("option").map((option) => option.textContent);
const active = () => document.querySelector("[data-active]")?.textContent;

afterEach(cleanup);

test("finds by what is typed, whatever its accents", async () => {
  aPicker({});
  await open();
  expect(options()).toHaveLength(3);
  await userEvent.keyboard("nunez");
  expect(options()).toEqual(["Bea Núñezbea"]);
  await userEvent.keyboard("{Backspace>5/}osc");
  expect(options()).toEqual(["Óscar Giloscar"]);
});

test("picks one with the arrows and Enter, closes, and gives the focus back", async () => {
  const changes = aPicker({});
  await open();
  await userEvent.keyboard("{ArrowDown}");
  expect(active()).toContain("Bea");
  await userEvent.keyboard("{Enter}");
  expect(changes).toEqual([["2"]]);
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(document.activeElement?.textContent).toBe("Asignar");
});

test("of many it stays, and what is picked again is taken out", async () => {
  const changes = aPicker({ many: true });
  await open();
  await userEvent.keyboard("{Enter}{ArrowDown}{Enter}{ArrowUp}{Enter}");
  expect(changes).toEqual([["1"], ["1", "2"], ["2"]]);
  expect(screen.getByRole("option", { name: /Bea/ }).getAttribute("aria-selected")).toBe("true");
});

test("walks round the ends", async () => {
  aPicker({});
  await open();
  await userEvent.keyboard("{ArrowUp}");
  expect(active()).toContain("Óscar");
});

test("says that nothing was found; Enter then picks nothing", async () => {
  const changes = aPicker({});
  await open();
  await userEvent.keyboard("zzz{ArrowDown}{Enter}");
  expect(screen.getByRole("status").textContent).toBe("Nada con «zzz»");
  expect(changes).toEqual([]);
});

test("offers to make what is not there", async () => {
  const onCreate = vi.fn();
  aPicker({ many: true, onCreate });
  await open();
  await userEvent.keyboard("urgente{Enter}");
  expect(onCreate).toHaveBeenCalledExactlyOnceWith("urgente");
});

test("Escape leaves it without a choice", async () => {
  const changes = aPicker({});
  await open();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(changes).toEqual([]);
  expect(document.activeElement?.textContent).toBe("Asignar");
});
