// <chat-soporte>: the launcher as a custom element, in a shadow root of its own, and the panel in it once
// it is opened.

import { Face, idiomaFor, launcherTexts, type Texts } from "@ventanilla/react/launcher";
import type { Notice } from "@ventanilla/react/notice";
import { chunks } from "./chunks";
import { EVENTS } from "./events";
import { ATTRIBUTES, optionsFrom, type WidgetOptions } from "./options";
import type { Mounted } from "./panel";
import { Session } from "./session";

interface Part {
  idioma: string;
  parts: typeof import("./panel");
  texts: Texts;
}

export class ChatSoporteElement extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  readonly session = new Session({});
  #given: WidgetOptions = {};
  #face: Face | null = null;
  #part: Part | null = null;
  #fetching = "";
  #failed = false;
  #panel: Mounted | null = null;
  #notice: Notice | null = null;

  constructor() {
    super();
    for (const name of EVENTS) {
      this.session.events.on(name, (detail) => {
        this.dispatchEvent(new CustomEvent(`ventanilla:${name}`, { detail, bubbles: true }));
      });
    }
    this.session.events.on("chat_cerrado", () => void this.#tellClosed());
    this.session.subscribe(() => this.#draw());
  }

  /** Options that attributes can't carry, such as the token's callback. Attributes count before them. */
  configure(options: WidgetOptions): void {
    this.#given = { ...this.#given, ...options };
    this.#configure();
  }

  set token(token: WidgetOptions["token"]) {
    this.configure({ token });
  }

  connectedCallback(): void {
    if (this.#face) return;
    // Given before this script was here, it stands in the setter's way.
    if (Object.hasOwn(this, "token")) {
      const own = this as WidgetOptions;
      this.configure({ token: own.token });
      delete own.token;
    }
    this.#configure();
    this.#face = new Face(this.shadowRoot ?? this.attachShadow({ mode: "open" }), "floating", {
      toggle: () => this.session.setOpen(!this.session.getSnapshot().open),
      warm: () => void this.#fetchPart().catch(() => {}),
    });
    this.#draw();
    this.session.start();
  }

  disconnectedCallback(): void {
    // Moved within the page (a single-page application swapping its body): it is connected again at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.session.destroy();
      this.#face?.destroy();
      this.#face = null;
    });
  }

  attributeChangedCallback(): void {
    if (this.#face) this.#configure();
  }

  #configure(): void {
    this.session.configure({ ...self.ventanillaAspecto, ...this.#given, ...optionsFrom(this) });
  }

  get #idioma(): string {
    return idiomaFor(this.session.getSnapshot().options.idioma);
  }

  #draw(): void {
    const face = this.#face;
    if (!face) return;
    const { options, open, sinLeer } = this.session.getSnapshot();
    const idioma = this.#idioma;
    const here = this.#part?.idioma === idioma ? this.#part : null;
    const { lanzador, color, tema, posicion, lado, abajo } = options;
    const look = { color, tema, posicion, lado, abajo };
    const texts = launcherTexts(idioma);
    if (open && here) this.#drawPanel(face, here);
    const held = !(open && here) && this.#removePanel();
    const state = { open: open && here !== null, busy: open && !here, failed: this.#failed };
    face.update({ ...look, ...state, idioma, texts, sinLeer, launcher: lanzador });
    // Not before the launcher is there again: on a phone the panel hides it.
    if (held) face.focus();
    if (open && !here) void this.#fetchPart().catch(() => this.#missing());
  }

  #drawPanel(face: Face, { idioma, texts, parts }: Part): void {
    const { cliente, failed, contexto } = this.session.getSnapshot();
    this.#notice?.hide();
    const props = {
      idioma,
      texts,
      cliente,
      failed,
      contexto,
      onRetry: () => void this.session.identify(),
      onClose: () => this.session.setOpen(false),
    };
    if (this.#panel) this.#panel.update(props);
    else this.#panel = parts.mount(face.slot, face.root, props);
  }

  /** True where the focus was in it. */
  #removePanel(): boolean {
    const held = this.#panel?.unmount() ?? false;
    this.#panel = null;
    return held;
  }

  /** Afterwards the panel can be drawn. One fetch at a time, however often it is asked for. */
  async #fetchPart(): Promise<void> {
    const idioma = this.#idioma;
    if (this.#part?.idioma === idioma || this.#fetching === idioma) return;
    this.#fetching = idioma;
    this.#failed = false;
    try {
      const [parts, { panel: texts }] = await Promise.all([chunks.panel(), chunks.texts(idioma)]);
      this.#part = { idioma, parts, texts };
    } finally {
      this.#fetching = "";
    }
    this.#draw();
  }

  #missing(): void {
    this.#failed = true;
    this.session.setOpen(false);
  }

  async #tellClosed(): Promise<void> {
    if (this.session.getSnapshot().options.aviso === false) return;
    const { closedNotice: text, dismiss } = launcherTexts(this.#idioma);
    const { fetchNotice } = await chunks.panel();
    const { Notice } = await fetchNotice();
    this.#notice?.hide();
    // Whoever has opened the panel meanwhile sees it there.
    if (this.#face && !this.session.getSnapshot().open)
      this.#notice = new Notice(this.#face, { text, dismiss });
  }
}
