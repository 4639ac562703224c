// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { ContextCard } from "./ContextCard";
import { RichText } from "./RichText";

afterEach(cleanup);

test("a context says from where, and links there", () => {
  render(
    <ContextCard
      contexto={{ titulo: "Pedido 4187", pantalla: "Pedidos", url: "https://acme.example/p/4187" }}
    />,
  );
  expect(screen.getByText("Pedido 4187").parentElement?.textContent).toBe(
    "Desde Pedido 4187 en Pedidos",
  );
  expect(screen.getByRole<HTMLAnchorElement>("link").href).toBe("https://acme.example/p/4187");
});

test.each<unknown>(["javascript:alert(1)", "data:text/html,x", "//evil.example", 7])(
  "a context's address %s is no link",
  (url) => {
    render(<ContextCard contexto={{ titulo: "x", url: url as string }} />);
    expect(screen.queryByRole("link")).toBeNull();
  },
);

test("a message's text stays text; only its web addresses are links", () => {
  const texto = "<b>mira</b> https://acme.example/a?b=1, y javascript:alert(1)";
  const { container } = render(<RichText texto={texto} />);
  expect(container.textContent).toBe(texto);
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    "https://acme.example/a?b=1",
  ]);
});
