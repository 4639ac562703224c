import { expect, it } from "vitest";
import type { BandejaFila } from "../wire";
import { titleOf, unreadIn } from "./title";

const row = (slug: string, sin_leer: number): BandejaFila =>
  ({ tenant: { slug }, sin_leer }) as BandejaFila;

it("counts chats, not messages, and none of a muted tenant", () => {
  const rows = [row("acme", 3), row("acme", 0), row("globex", 1)];
  expect(unreadIn(rows, new Set())).toBe(2);
  expect(unreadIn(rows, new Set(["globex"]))).toBe(1);
});

it("says how many before where", () => {
  expect(titleOf(3, "Bandeja")).toBe("(3) Bandeja · Ventanilla");
  expect(titleOf(0, "Eva Montes")).toBe("Eva Montes · Ventanilla");
});
