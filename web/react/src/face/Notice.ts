// A short message beside the launcher, for pages without toasts. It stays until it is dismissed or ten
// seconds have passed with nobody pointing at it or standing in it.

import { CROSS, drawing, el } from "./dom";
import type { Face } from "./Face";
import css from "./notice.css?inline";
import { adopt } from "./sheets";

export interface NoticeText {
  text: string;
  dismiss: string;
}

const STAYS_MS = 10_000;

export class Notice {
  #box: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ root, frame }: Face, { text, dismiss }: NoticeText) {
    adopt(root, css);
    // The live region first and its text a moment later, or nobody reads it out.
    const said = el("p");
    const box = el("div", { class: "notice", role: "status" }, said);
    const cross = el("button", { type: "button", class: "icon", "aria-label": dismiss });
    cross.append(drawing(CROSS, 20));
    cross.onclick = () => this.hide();
    box.append(cross);
    for (const event of ["pointerenter", "focusin"])
      box.addEventListener(event, () => this.#hold());
    for (const event of ["pointerleave", "focusout"])
      box.addEventListener(event, () => this.#wait());
    frame.append(box);
    this.#box = box;
    said.textContent = text;
    this.#wait();
  }

  hide(): void {
    this.#hold();
    this.#box.remove();
  }

  #wait(): void {
    this.#hold();
    this.#timer = setTimeout(() => this.hide(), STAYS_MS);
  }

  #hold(): void {
    clearTimeout(this.#timer);
  }
}
