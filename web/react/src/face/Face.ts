// What stands on the page before anything is opened: the launcher in its corner, and the slot that the
// panel is drawn into. Plain DOM, so that a page pays for a panel only when it is opened,
// and so that the script tag and the React components have the same one.

import type { LauncherTexts } from "../texts";
import css from "./base.css?inline";
import { inkOn } from "./contrast";
import { DOWN, drawing, el, TALK } from "./dom";
import type { Look } from "./look";
import { adopt } from "./sheets";

export interface FaceState extends Look {
  idioma: string;
  texts: LauncherTexts;
  open?: boolean;
  /** The panel was asked for and is not here yet. */
  busy?: boolean;
  /** It was asked for and did not arrive; the next press tries again. */
  failed?: boolean;
  sinLeer?: number;
  /** False where the page has a button of its own. */
  launcher?: boolean | undefined;
}

export interface FaceActs {
  toggle(): void;
  /** The person is about to press. */
  warm?(): void;
}

const DARK = "(prefers-color-scheme: dark)";

export class Face {
  /** Where the panel is drawn. */
  readonly slot = el("div", { class: "slot" });
  readonly root: ShadowRoot;
  readonly frame: HTMLElement;
  #launcher: HTMLButtonElement;
  #badge = el("span", { class: "unread", "aria-hidden": "true" });
  #media = typeof matchMedia === "function" ? matchMedia(DARK) : null;
  #state: FaceState | null = null;

  constructor(root: ShadowRoot, kind: "floating" | "inline", acts: FaceActs) {
    this.root = root;
    this.frame = el("div", { class: "v" }, this.slot);
    this.frame.dataset.kind = kind;
    this.#launcher = el("button", { type: "button", class: "launcher" });
    this.#launcher.onclick = () => acts.toggle();
    if (acts.warm) this.#launcher.onpointerdown = acts.warm;
    this.#media?.addEventListener("change", this.#dress);
    adopt(root, css);
    root.replaceChildren(this.frame);
  }

  update(state: FaceState): void {
    const before = this.#state;
    this.#state = state;
    this.#dress();
    if (state.launcher === false || this.frame.dataset.kind === "inline") this.#launcher.remove();
    else this.#drawLauncher(state, before);
  }

  /** The launcher has the focus, where there is one. */
  focus(): void {
    this.#launcher.focus();
  }

  destroy(): void {
    this.#media?.removeEventListener("change", this.#dress);
    this.frame.remove();
  }

  #drawLauncher(state: FaceState, before: FaceState | null): void {
    const { open = false, busy = false, failed = false, sinLeer = 0 } = state;
    const button = this.#launcher;
    if (!button.isConnected) this.frame.append(button);
    if (!before || before.open !== state.open) button.replaceChildren(drawing(open ? DOWN : TALK));
    button.setAttribute("aria-label", label(state));
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-busy", String(busy));
    const count = sinLeer > 9 ? "9+" : String(sinLeer || "");
    this.#badge.textContent = open ? "" : failed ? "!" : count;
    if (this.#badge.textContent) button.append(this.#badge);
    else this.#badge.remove();
  }

  #dress = (): void => {
    if (!this.#state) return;
    const { tema = "auto", posicion = "derecha", color, lado, abajo, idioma, open } = this.#state;
    const frame = this.frame;
    const dark = tema === "oscuro" || (tema === "auto" && this.#media?.matches);
    frame.className = `v ${frame.dataset.kind} ${posicion}${open ? " open" : ""}`;
    frame.dataset.tema = dark ? "oscuro" : "claro";
    frame.style.colorScheme = dark ? "dark" : "light";
    frame.lang = idioma;
    setVariable(frame, "--chat-color", color);
    setVariable(frame, "--chat-lado", pixels(lado));
    setVariable(frame, "--chat-abajo", pixels(abajo));
    // The colour may come from the page's own variable, in any notation, so the browser is asked what it
    // makes of it. `accent-color` carries it, because that computes to a plain colour.
    frame.style.setProperty("--marca-ink", inkOn(getComputedStyle(frame).accentColor));
  };
}

function label({ texts, open, failed, sinLeer = 0 }: FaceState): string {
  if (open) return texts.close;
  if (failed) return texts.openFailed;
  return sinLeer > 0 ? texts.openUnread(sinLeer) : texts.open;
}

function setVariable(element: HTMLElement, name: string, value: string | undefined): void {
  if (value) element.style.setProperty(name, value);
  else element.style.removeProperty(name);
}

function pixels(value: number | string | undefined): string | undefined {
  return value === undefined || value === ""
    ? undefined
    : `${Number.parseFloat(String(value)) || 0}px`;
}
