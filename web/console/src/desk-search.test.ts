import { expect, test } from "vitest";
import { type DeskSearch, filterOf, searchOf, validDeskSearch } from "./desk-search";

const searches: DeskSearch[] = [
  {},
  { vista: "mios", tenant: "acme" },
  { vista: "sin_asignar", etiqueta: "a,b" },
  { vista: "esperan" },
  { vista: "cerrados", razon: "spam", desde: "2026-01-01", hasta: "2026-01-31" },
  { asignado: "7", orden: "espera", reapertura: true },
  { vista: "todos", cliente: "5", tenant: "acme", q: "pedido" },
];

test.each(searches)("a saved view leads back to where it was saved: %j", (search) => {
  expect(searchOf(filterOf(search))).toEqual(search);
  expect(validDeskSearch(search as Record<string, unknown>)).toEqual(search);
});

test("what an address must not say is left out", () => {
  const search = { vista: "otra", previo: "-1", q: "", orden: "x", panel: "y", importante: "no" };
  expect(validDeskSearch(search)).toEqual({});
});
