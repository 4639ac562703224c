import { describe, expect, test } from "vitest";
import { asked, matching, namedIn, pieces } from "./mentions";

const PEOPLE = [
  { id: 1, usuario: "ana", nombre: "Ana Ruiz" },
  { id: 2, usuario: "bea.campos", nombre: "Bea Campos" },
  { id: 3, usuario: "angela", nombre: "Ángela Soler" },
];

test.each([
  ["@", { from: 0, word: "" }],
  ["¿lo ves (@be", { from: 9, word: "be" }],
  ["correo@acme", null],
  ["@ana ", null],
])("what is asked for: %j", (before, found) => expect(asked(before)).toEqual(found));

describe("who is named", () => {
  test("by user name, each once, and no one who is not in the team", () => {
    expect(namedIn("@ana y @bea.campos, @nadie. @ANA?", PEOPLE)).toEqual([1, 2]);
    expect(namedIn("correo@ana no es @anabel", PEOPLE)).toEqual([]);
  });

  test("with what follows a name left out of it", () => {
    expect(pieces("Mira @bea.campos.", PEOPLE)).toEqual([
      { texto: "Mira ", agente: null },
      { texto: "@bea.campos", agente: PEOPLE[1] },
      { texto: ".", agente: null },
    ]);
  });

  test("is found by user name or by any name, without accents", () => {
    expect(matching(PEOPLE, "an").map(({ id }) => id)).toEqual([1, 3]);
    expect(matching(PEOPLE, "sol").map(({ id }) => id)).toEqual([3]);
    expect(matching(PEOPLE, "camp").map(({ id }) => id)).toEqual([2]);
  });
});
