// The little DOM that is drawn by hand. No innerHTML: pages may require Trusted Types.

type Attributes = Record<string, string>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]!);
  element.append(...children);
  return element;
}

export const TALK =
  "M20.5 11.5a8 8 0 0 1-8.5 8 9 9 0 0 1-3.6-.8L3.5 20l1.5-4.2a7.6 7.6 0 0 1-1.5-4.3 8.2 8.2 0 0 1 8.5-8 8 8 0 0 1 8.5 8zM8.5 10.2h7M8.5 13.4h4.5";
export const DOWN = "M6 9.5l6 6 6-6";
export const CROSS = "M6 6l12 12M18 6L6 18";

/** A drawing of one path, on a square of 24. */
export function drawing(path: string, size = 24): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", path);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  svg.append(line);
  return svg as SVGElement;
}
