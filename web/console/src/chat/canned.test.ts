import { describe, expect, test } from "vitest";
import type { ChatDetail, wire } from "../wire";
import {
  asked,
  filled,
  languagesOf,
  matching,
  plainText,
  textIn,
  valuesOf,
  variablesIn,
} from "./canned";

const detail = {
  id: 124,
  cliente: {
    id: 5,
    nombre: " Eva  Montes ",
    atributos: { plan: "Empresa", plazas: 3, idioma: "en-GB" },
  },
  tenant: { slug: "acme", nombre: "Acme Logística", color: "" },
} as unknown as ChatDetail;

const values = valuesOf(detail, "Ana Ruiz");
const texts = (texto: string) => plainText(filled(texto, values));
const respuesta = (atajo: string, titulo: string, usos = 0) =>
  ({
    id: atajo.length,
    atajo,
    titulo,
    textos: {},
    usos,
    compartida: true,
    cambiado_en: "",
  }) as wire.Respuesta;

describe("variables", () => {
  test("each has its value", () => {
    expect(
      texts(
        "{{cliente.nombre_pila}}|{{ agente.nombre }}|{{tenant.nombre}}|{{chat.id}}|{{cliente.atributos.plazas}}",
      ),
    ).toBe("Eva|Ana Ruiz|Acme Logística|124|3");
  });

  test("one without a value stays as it was written, and is marked", () => {
    expect(filled("Plan {{cliente.atributos.nivel}}.", values)).toEqual([
      { texto: "Plan ", unknown: false },
      { texto: "{{cliente.atributos.nivel}}", unknown: true },
      { texto: ".", unknown: false },
    ]);
    for (const odd of [
      "{{nada}}",
      "{{cliente.atributos.toString}}",
      "{{constructor}}",
      "{{cliente}}",
    ]) {
      expect(filled(odd, values)).toEqual([{ texto: odd, unknown: true }]);
    }
  });

  test("a value is not read again for variables", () => {
    const sly = valuesOf(
      { ...detail, cliente: { ...detail.cliente, nombre: "{{agente.nombre}}" } },
      "Ana",
    );
    expect(plainText(filled("{{cliente.nombre}}", sly))).toBe("{{agente.nombre}}");
  });

  test("those that are left in a text are found, each once", () => {
    expect(variablesIn("{{a}} y {{ b.c }} y {{a}} {no}")).toEqual(["{{a}}", "{{ b.c }}"]);
  });
});

describe("looking one up", () => {
  test.each([
    ["/", { from: 0, word: "" }],
    ["Hola /sal", { from: 5, word: "sal" }],
    ["línea\n/factura-2", { from: 6, word: "factura-2" }],
    ["y/o", null],
    ["https://acme.test/salu", null],
    ["/saludo ", null],
  ])("%j", (before, found) => expect(asked(before)).toEqual(found));

  test("by shortcut before title, without accents, the more used first", () => {
    const all = [
      respuesta("tarifas", "Factura pendiente"),
      respuesta("refactura", "x"),
      respuesta("factura-2", "x"),
      respuesta("factura-de-mas", "x", 9),
    ];
    expect(matching(all, "FÁCT").map(({ atajo }) => atajo)).toEqual([
      "factura-de-mas",
      "factura-2",
      "refactura",
      "tarifas",
    ]);
  });

  test("in the cliente's language, then in ours, then in whichever there is", () => {
    const both = { ...respuesta("a", "a"), textos: { es: "Hola", en: "Hello" } };
    expect(languagesOf(detail, "es")).toEqual(["en", "es"]);
    expect(textIn(both, languagesOf(detail, "es"))).toBe("Hello");
    expect(textIn(both, languagesOf(null, "es"))).toBe("Hola");
    expect(textIn({ ...both, textos: { fr: "Bonjour" } }, ["es"])).toBe("Bonjour");
  });
});
