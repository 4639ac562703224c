import { describe, expect, it } from "vitest";
import type { wire } from "../../wire";
import { ACTS, actName, sentence } from "./sentence";

const act = (some: Partial<wire.Acto>): wire.Acto => ({
  id: 1,
  en: "2026-11-26T10:00:00Z",
  agente: { id: 2, usuario: "ana", nombre: "Ana" },
  accion: "",
  tenant: null,
  chat_id: null,
  objeto: "",
  detalle: {},
  ip: null,
  ...some,
});

describe("an act of the log", () => {
  it("is a sentence in both languages", () => {
    const closed = act({ accion: "cerrar", chat_id: 41, detalle: { razon: "spam" } });
    expect(sentence(closed, "es")).toBe("Cerró el chat #41: spam");
    expect(sentence(closed, "en")).toBe("Closed chat #41: spam");
  });

  it("names what was changed, or else its id", () => {
    const named = act({ accion: "crear_rol", objeto: "rol:turno", detalle: { nombre: "Turno" } });
    expect(sentence(named, "es")).toBe("Creó el rol Turno");
    expect(sentence({ ...named, detalle: {} }, "es")).toBe("Creó el rol turno");
  });

  it("that is to come names its day", () => {
    const marked = act({
      accion: "marcar_tenant",
      objeto: "tenant:acme",
      detalle: { borrar_en: "2026-12-03T10:00:00+00:00" },
    });
    expect(sentence(marked, "es")).toBe(
      "Marcó el tenant acme para borrarlo el 3 de diciembre de 2026",
    );
    expect(sentence(marked, "en")).toBe("Marked the tenant acme to be erased on December 3, 2026");
  });

  it("that is not known is shown as it is", () => {
    expect(sentence(act({ accion: "algo_nuevo", objeto: "x:1" }), "es")).toBe("algo_nuevo x:1");
  });

  it("has a name without its object, for the filter", () => {
    expect(actName("crear_agente", "es")).toBe("Añadió al agente");
    for (const each of ACTS) expect(actName(each, "en")).not.toMatch(/undefined|null|#/);
  });
});
