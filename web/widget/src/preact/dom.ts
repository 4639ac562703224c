// What the widget uses of react-dom. Its panel lives in the element's own shadow root, so that the
// portals of the React library are never drawn here.

import { type ComponentChild, render } from "preact";

export interface Root {
  render(child: unknown): void;
  unmount(): void;
}

export function createRoot(container: ParentNode): Root {
  return {
    render: (child) => render(child as ComponentChild, container as never),
    unmount: () => render(null, container as never),
  };
}

export function createPortal(): never {
  throw new Error("Ventanilla: el widget no usa portales");
}
