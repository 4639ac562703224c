import { describe, expect, test } from "vitest";
import type { BandejaFila } from "../wire";
import { heldOrder, newest, shown } from "./rows";

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
  test("a closed one is never opened again by a late frame", () => {
    const closed = row(1, { cerrado: true, ultimo_seq: 4 });
    expect(newest(closed, row(1, { ultimo_seq: 5 }))).toBe(closed);
  });

  test("what was read stays read when a frame from before the reading comes late", () => {
    expect(newest(row(1, { sin_leer: 0 }), row(1, { sin_leer: 2 })).sin_leer).toBe(0);
  });

  test("a new message makes it unread again", () => {
    const next = row(1, { ultimo_seq: 2, sin_leer: 1 });
    expect(newest(row(1, { sin_leer: 0 }), next).sin_leer).toBe(1);
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

test("who waits longest comes first among those who wait", () => {
  const rows = [
    row(1, { espera_desde: "2026-03-02T09:50:00Z" }),
    row(2),
    row(3, { espera_desde: "2026-03-02T09:10:00Z" }),
  ];
  const waiting = shown(rows, { estado: "abierto", espera: true });
  expect(waiting.map((each) => each.id)).toEqual([3, 1]);
});
