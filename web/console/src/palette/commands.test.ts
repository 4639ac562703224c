import { expect, test } from "vitest";
import { type Command, found } from "./commands";

const named = (title: string, keywords = ""): Command => ({
  id: title,
  title,
  keywords,
  group: "",
  run: () => {},
});
const all = [
  named("Cerrar chat", "resolver"),
  named("Abiertos"),
  named("Acme Logística", "acme"),
  named("Nos esperan"),
  named("Salir (log out)"),
];
const titles = (typed: string) => found(all, typed).map(({ title }) => title);

test("accents and capitals are no matter", () => {
  expect(titles("logistica")).toEqual(["Acme Logística"]);
  expect(titles("ABI")).toEqual(["Abiertos"]);
});

test("a beginning comes before a middle, and words of its own count too", () => {
  expect(titles("a")[0]).toBe("Abiertos");
  expect(titles("resolver")).toEqual(["Cerrar chat"]);
});

test("the first letters of the words lead there", () => {
  expect(titles("cch")).toEqual(["Cerrar chat"]);
});

test("letters that mean something to a pattern are letters", () => {
  expect(titles("(log")).toEqual(["Salir (log out)"]);
  expect(titles("*+")).toEqual([]);
});

test("without letters everything is there", () => {
  expect(titles("  ")).toHaveLength(all.length);
});
