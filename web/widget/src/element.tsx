// <chat-soporte>: the panel as a custom element, in a shadow root of its own.

import { dressed, Floating, WordsProvider } from "@ventanilla/react/panel";
import { useSyncExternalStore } from "react";
import { createRoot, type Root } from "react-dom/client";
import type { WidgetEvents } from "./events";
import { ATTRIBUTES, optionsFrom, type WidgetOptions } from "./options";
import { Session } from "./session";

const EVENTS: (keyof WidgetEvents)[] = [
  "listo",
  "abrir",
  "cerrar",
  "mensaje",
  "no_leidos",
  "conexion",
  "chat_cerrado",
  "chat_abierto",
  "error",
];

export class ChatSoporteElement extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  readonly session = new Session({});
  #root: Root | null = null;
  #given: WidgetOptions = {};

  /** Options that attributes can't carry, such as the token's callback. Attributes count before them. */
  configure(options: WidgetOptions): void {
    this.#given = { ...this.#given, ...options };
    this.#configure();
  }

  set token(token: WidgetOptions["token"]) {
    this.configure({ token });
  }

  connectedCallback(): void {
    if (this.#root) return;
    this.#configure();
    const shadow = dressed(this.shadowRoot ?? this.attachShadow({ mode: "open" }));
    this.#root = createRoot(shadow);
    this.#root.render(<App session={this.session} />);
    this.session.start();
  }

  disconnectedCallback(): void {
    // Moved within the page (a single-page application swapping its body): it is connected again at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.session.destroy();
      this.#root?.unmount();
      this.#root = null;
    });
  }

  attributeChangedCallback(): void {
    if (this.#root) this.#configure();
  }

  constructor() {
    super();
    for (const name of EVENTS) {
      this.session.events.on(name, (detail) => {
        this.dispatchEvent(new CustomEvent(`ventanilla:${name}`, { detail, bubbles: true }));
      });
    }
  }

  #configure(): void {
    this.session.configure({ ...this.#given, ...optionsFrom(this) });
  }
}

function App({ session }: { session: Session }) {
  const { options, cliente, open, failed, contexto } = useSyncExternalStore(
    session.subscribe,
    session.getSnapshot,
  );
  const { idioma, color, tema, posicion, lanzador, aviso = true } = options;
  return (
    <WordsProvider idioma={idioma ?? null}>
      <Floating
        cliente={cliente}
        open={open}
        onOpen={(next) => session.setOpen(next)}
        failed={failed}
        onRetry={() => void session.identify()}
        contexto={contexto}
        launcher={lanzador}
        aviso={aviso}
        color={color}
        tema={tema}
        posicion={posicion}
      />
    </WordsProvider>
  );
}
