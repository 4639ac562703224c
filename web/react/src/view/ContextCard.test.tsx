// @vitest-environment jsdom

import { cleanup, render } from "@testing-library/react";
import type { Contexto } from "@ventanilla/core";
import { afterEach, expect, it } from "vitest";
import { panel as es } from "../texts/es";
import { WordsProvider } from "../words";
import { ContextCard } from "./ContextCard";

afterEach(cleanup);

const PEDIDO = {
  tipo: "pedido",
  id: 4187,
  titulo: "Pedido 4187",
  pantalla: "Pedidos",
  url: "https://acme.example/p/4187",
};

function card(contexto: Contexto, going = false) {
  const { container } = render(
    <WordsProvider idioma="es" texts={es}>
      <ContextCard contexto={contexto} going={going} />
    </WordsProvider>,
  );
  return container.querySelector<HTMLElement>(".card");
}
const words = (element: HTMLElement | null) => [
  element?.querySelector("bdi")?.textContent,
  element?.querySelector("small")?.textContent,
];

it("leads to the record, in a page of its own that knows nothing of this one", () => {
  const link = card(PEDIDO) as HTMLAnchorElement;
  expect(link.tagName).toBe("A");
  expect([link.href, link.target, link.rel]).toEqual([PEDIDO.url, "_blank", "noopener noreferrer"]);
});

it("says what it is about on one line while it is written, without a way anywhere", () => {
  const going = card(PEDIDO, true);
  expect(going?.tagName).toBe("SPAN");
  expect(going?.textContent).toBe("Sobre Pedido 4187");
});

it.each<[Contexto, string, string | undefined]>([
  [PEDIDO, "Pedido 4187", "Pedidos"],
  [{ tipo: "pedido", id: 4187, titulo: "Mesa de roble" }, "Mesa de roble", "pedido 4187"],
  [{ tipo: "pedido", id: 4187, pantalla: "Pedidos" }, "pedido 4187", "Pedidos"],
  [{ tipo: "pedido", id: 0 }, "pedido 0", undefined],
  [{ pantalla: "Ajustes" }, "Ajustes", undefined],
  [{ titulo: "Ajustes", pantalla: "Ajustes" }, "Ajustes", undefined],
])("says nothing twice: %j", (contexto, title, detail) => {
  expect(words(card(contexto))).toEqual([title, detail]);
});

it("is not there where there is nothing to say", () => {
  expect(card({ url: PEDIDO.url })).toBeNull();
});

it.each(["javascript:alert(1)", "data:text/html,x", "blob:null/1", "/pedidos/1", "", 7, null])(
  "the address %j is no link",
  (url) => {
    const told = card({ titulo: "Trampa", url } as Contexto);
    expect(told?.tagName).toBe("SPAN");
    expect(told?.querySelector("a")).toBeNull();
  },
);
