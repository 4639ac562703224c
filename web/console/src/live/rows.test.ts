import { describe, expect, test } from "vitest";
import type { BandejaFila } from "../wire";
import { type Filtro, heldOrder, holds, newest, orderOf } from "./rows";

const row = (id: number, more: Partial<BandejaFila> = {}): BandejaFila => ({
  id,
  tenant: { slug: "acme", nombre: "Acme", color: "#7c3aed" },
  cliente: { id: 5, nombre: "Eva" },
  cerrado: false,
  razon_cierre: null,
  ultimo_seq: 1,
  ultimo_texto: "hola",
  ultimo_autor: null,
  ultima_actividad: "2026-03-02T10:00:00Z",
  espera_desde: null,
  sin_leer: 1,
  asignado_a: null,
  equipo_id: null,
  etiquetas: [],
  anterior: null,
  razon_anterior: null,
  reapertura: false,
  creado_en: "2026-03-02T10:00:00Z",
  cerrado_en: null,
  version: 1,
  ...more,
});

describe("of two rows of one chat", () => {
  test("the one that was written later is true, whichever comes first", () => {
    const [old, young] = [row(1, { version: 3 }), row(1, { version: 4, cerrado: true })];
    expect(newest(old, young)).toBe(young);
    expect(newest(young, old)).toBe(young);
  });

  test("what was read here stays read until the server says something newer", () => {
    const read = row(1, { sin_leer: 0, version: 3 });
    expect(newest(read, row(1, { sin_leer: 2, version: 3 }))).toBe(read);
    expect(newest(read, row(1, { sin_leer: 1, version: 4 })).sin_leer).toBe(1);
  });
});

describe("a held list", () => {
  const all = [row(1), row(2), row(3)];
  const latest = (id: number) => all.find((each) => each.id === id);

  test("keeps its places and counts what moved, came and went", () => {
    const current = [row(3), row(9), row(1)];
    const held = heldOrder([1, 2, 3], current, latest);
    expect(held.rows.map((each) => each.id)).toEqual([1, 2, 3]);
    expect(held.changes).toBe(3); // 9 came, 2 went, 3 jumped over 1
  });

  test("has no changes where only contents changed", () => {
    expect(heldOrder([1, 2, 3], all, latest).changes).toBe(0);
  });
});

test("who waits longest comes first, and who does not wait last", () => {
  const rows = [
    row(1, { espera_desde: "2026-03-02T09:50:00Z" }),
    row(2),
    row(3, { espera_desde: "2026-03-02T09:10:00Z" }),
  ];
  expect(rows.sort(orderOf({ orden: "espera" })).map((each) => each.id)).toEqual([3, 1, 2]);
});

describe("a filter", () => {
  const me = { id: 7, equipos: [3] };
  const held = (filter: Filtro, more: Partial<BandejaFila>) => holds(filter, row(1, more), me);

  test("knows who looks", () => {
    expect(held({ asignado: "yo" }, { asignado_a: 7 })).toBe(true);
    expect(held({ asignado: "yo" }, { asignado_a: 8 })).toBe(false);
    expect(held({ asignado: "nadie" }, { asignado_a: null })).toBe(true);
    expect(held({ equipo: "mio" }, { equipo_id: 3 })).toBe(true);
    expect(held({ equipo: "mio" }, { equipo_id: null })).toBe(false);
  });

  test("holds any of its tenants and all of its tags", () => {
    expect(held({ tenant: "globex,acme" }, {})).toBe(true);
    expect(held({ tenant: "globex" }, {})).toBe(false);
    expect(held({ etiqueta: "a,b" }, { etiquetas: ["b", "c", "a"] })).toBe(true);
    expect(held({ etiqueta: "a,b" }, { etiquetas: ["a"] })).toBe(false);
  });

  test("holds both of its days, of the closing where it is of closed chats", () => {
    const days = { desde: "2026-03-02", hasta: "2026-03-02" };
    expect(held(days, { creado_en: "2026-03-02T23:59:59Z" })).toBe(true);
    expect(held(days, { creado_en: "2026-03-03T00:00:00Z" })).toBe(false);
    const closed = { cerrado: true, cerrado_en: "2026-03-05T10:00:00Z" };
    expect(held({ ...days, estado: "cerrado" }, closed)).toBe(false);
  });
});
