// @vitest-environment jsdom

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TitleCounter } from "./TitleCounter";

const looks = (does: boolean) => {
  vi.spyOn(document, "hidden", "get").mockReturnValue(!does);
  document.dispatchEvent(new Event("visibilitychange"));
};

let counter: TitleCounter;

beforeEach(() => {
  document.title = "Pedidos";
  looks(false);
  counter = new TitleCounter();
});
afterEach(() => counter.stop());

it("counts while nobody looks, and is gone when somebody does", () => {
  counter.count(1);
  counter.count(12);
  expect(document.title).toBe("(12) Pedidos");
  looks(true);
  expect(document.title).toBe("Pedidos");
});

it("does not count for somebody who looks", () => {
  looks(true);
  counter.count(1);
  expect(document.title).toBe("Pedidos");
});

it("leaves a title alone that the page has changed meanwhile", () => {
  counter.count(1);
  document.title = "Facturas";
  counter.count(2);
  expect(document.title).toBe("(2) Facturas");
  document.title = "Clientes";
  looks(true);
  expect(document.title).toBe("Clientes");
  looks(false);
  counter.count(1);
  expect(document.title).toBe("(1) Clientes");
});

it("takes no number away that is the page's own", () => {
  document.title = "(3) Bandeja";
  counter.count(1);
  expect(document.title).toBe("(1) (3) Bandeja");
  document.title = "(7) Bandeja";
  looks(true);
  expect(document.title).toBe("(7) Bandeja");
});

it("takes its own away from a title that the page has only added to", () => {
  counter.count(1);
  document.title += ", 3 nuevos";
  counter.count(2);
  expect(document.title).toBe("(2) Pedidos, 3 nuevos");
  looks(true);
  expect(document.title).toBe("Pedidos, 3 nuevos");
});

it("is over when it is stopped, and touches nothing where it never counted", () => {
  document.title = "(1) de la página";
  counter.stop();
  expect(document.title).toBe("(1) de la página");
  counter.count(4);
  counter.stop();
  expect(document.title).toBe("(1) de la página");
  document.title = "(4) (1) de la página";
  looks(true);
  expect(document.title).toBe("(4) (1) de la página");
});
