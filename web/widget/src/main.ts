// The script tag's file. Loading it twice does nothing the second time.

import { commands, type Ventanilla } from "./commands";
import { ChatSoporteElement } from "./element";

declare global {
  interface Window {
    Ventanilla?: Ventanilla;
  }
}

if (!window.Ventanilla?.loaded) {
  const queued = Array.from(window.Ventanilla?.q ?? []);
  window.Ventanilla = commands();
  if (!customElements.get("chat-soporte"))
    customElements.define("chat-soporte", ChatSoporteElement);
  for (const [command, ...args] of queued.map((call) => Array.from(call))) {
    window.Ventanilla(String(command), ...args);
  }
}
