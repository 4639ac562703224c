import type { ChatLog, Mensaje, OutboxItem } from "@ventanilla/core";
import { describe, expect, it } from "vitest";
import { rowsOf } from "./rows";

const eva = { tipo: "cliente", id: 5, nombre: "Eva" } as const;
const ana = { tipo: "soporte", id: 1, nombre: "Ana" } as const;

function said(
  seq: number,
  autor: Mensaje["autor"],
  at = "10:00",
  contexto?: Mensaje["contexto"],
): Mensaje {
  return {
    chat_id: 1,
    seq,
    uid: `u${seq}${at}`,
    tipo: "texto",
    autor,
    texto: `m${seq}`,
    adjuntos: [],
    creado_en: at.includes("T") ? at : `2026-11-23T${at}:00`,
    ...(contexto ? { contexto } : {}),
  };
}

function log(mensajes: Mensaje[], more: Partial<ChatLog> = {}): ChatLog {
  return {
    id: 1,
    anterior: null,
    loaded: true,
    mensajes,
    last: mensajes.length,
    known: 0,
    hayMas: false,
    held: [],
    leidoCliente: 0,
    leidoSoporte: 0,
    cierre: null,
    ...more,
  };
}

function waits(texto: string, failed?: { codigo: string; detail: string }): OutboxItem {
  const entry = { uid: texto, orden: 1, texto, creado_en: "2026-11-23T10:09:00" };
  return failed
    ? { entry: { ...entry, failed }, state: { status: "failed", ...failed } }
    : { entry, state: { status: "pending" } };
}

const kinds = (...args: Parameters<typeof rowsOf>) => rowsOf(...args).map(({ kind }) => kind);
const cierre = { mensaje: "", razon_cierre: "resuelto", cerrado_en: null };

describe("the transcript's rows", () => {
  it("begin each day with its line", () => {
    const days = log([
      said(1, eva, "2026-11-22T10:00:00"),
      said(2, ana, "2026-11-22T23:59:00"),
      said(3, ana, "10:00"),
    ]);
    expect(kinds([days], [])).toEqual(["day", "message", "message", "day", "message"]);
  });

  it("say who and when once for what one person said in a few minutes", () => {
    const rows = rowsOf(
      [log([said(1, ana), said(2, ana, "10:02"), said(3, ana, "10:20"), said(4, eva, "10:21")])],
      [],
    );
    const ends = rows.flatMap((row) => (row.kind === "message" ? [row.ends] : []));
    expect(ends).toEqual([false, true, true, true]);
  });

  it("say read under the last message of the cliente that soporte has read", () => {
    const rows = rowsOf([log([said(1, eva), said(2, eva), said(3, eva)], { leidoSoporte: 2 })], []);
    expect(rows.flatMap((row) => (row.kind === "message" ? [row.read] : []))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("draw a line for a close, and one for the chat after it", () => {
    const first = log([said(1, eva)], { cierre });
    const next = log([said(1, eva, "11:00")], { id: 2, anterior: 1 });
    expect(kinds([first], [])).toEqual(["day", "message", "closed"]);
    expect(kinds([first, next], [])).toEqual(["day", "message", "closed", "new", "message"]);
  });

  it("put what is on its way into the new chat before the server has opened it", () => {
    const first = log([said(1, eva)], { cierre });
    expect(kinds([first], [waits("a")])).toEqual(["day", "message", "closed", "new", "pending"]);
    const opened = log([], { id: 2 });
    expect(kinds([first, opened], [waits("a")]).filter((kind) => kind === "new")).toHaveLength(1);
  });

  it("show a context once, until it changes", () => {
    const pedido = { tipo: "pedido", id: 1, titulo: "Pedido 1" };
    const asStored = { titulo: "Pedido 1", id: 1, tipo: "pedido" };
    const rows = rowsOf(
      [
        log([
          said(1, eva, "10:00", pedido),
          said(2, eva, "10:01", asStored),
          said(3, eva, "10:02"),
        ]),
      ],
      [],
    );
    expect(rows.flatMap((row) => (row.kind === "message" ? [row.contexto?.titulo] : []))).toEqual([
      "Pedido 1",
      undefined,
      undefined,
    ]);
  });

  it("say once that several messages wait, and keep a refused one apart", () => {
    const rows = rowsOf(
      [],
      [waits("a"), waits("b"), waits("c", { codigo: "x", detail: "" }), waits("d")],
    );
    const pending = rows.flatMap((row) => (row.kind === "pending" ? [[row.joined, row.ends]] : []));
    expect(pending).toEqual([
      [false, false],
      [true, true],
      [true, false],
      [false, true],
    ]);
  });
});
