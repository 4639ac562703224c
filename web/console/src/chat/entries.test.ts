import { describe, expect, test } from "vitest";
import type { Mensaje } from "../wire";
import { entriesOf } from "./entries";

const said = (seq: number, minute: number, who: "cliente" | "soporte", more = {}): Mensaje => ({
  chat_id: 1,
  seq,
  uid: `u${seq}`,
  tipo: "texto",
  autor: { tipo: who, id: 1, nombre: who },
  texto: `m${seq}`,
  adjuntos: [],
  creado_en: new Date(2026, 2, 2, 10, minute).toISOString(),
  ...more,
});

const kinds = (mensajes: Mensaje[], opening: Record<string, unknown> | null = null) =>
  entriesOf(mensajes, opening).map(({ kind }) => kind);

describe("a transcript", () => {
  test("has a line where a day begins", () => {
    const next = said(2, 0, "cliente", { creado_en: new Date(2026, 2, 3, 9).toISOString() });
    expect(kinds([said(1, 0, "cliente"), next])).toEqual(["day", "mensaje", "day", "mensaje"]);
  });

  test("ends a run where the author changes or five minutes pass", () => {
    const entries = entriesOf(
      [said(1, 0, "cliente"), said(2, 1, "cliente"), said(3, 2, "soporte"), said(4, 20, "soporte")],
      null,
    );
    const ends = entries.flatMap((entry) => (entry.kind === "mensaje" ? [entry.endsRun] : []));
    expect(ends).toEqual([false, true, true, true]);
  });

  test("says from where the chat was opened, and again only where the cliente went elsewhere", () => {
    const orders = { titulo: "Pedido 1" };
    const mensajes = [
      said(1, 0, "cliente"),
      said(2, 1, "cliente", { contexto: orders }),
      said(3, 2, "cliente", { contexto: { titulo: "Factura 2" } }),
    ];
    expect(kinds(mensajes, orders)).toEqual([
      "day",
      "contexto",
      "mensaje",
      "mensaje",
      "contexto",
      "mensaje",
    ]);
  });

  test("does not put the opening context over a page that begins later", () => {
    expect(kinds([said(51, 0, "cliente")], { titulo: "Pedido 1" })).toEqual(["day", "mensaje"]);
  });
});
