// What tells a person who looks elsewhere that soporte has written: a counter in the page's title, a sound,
// the browser's own notifications. The person chooses, for each of their devices.

import type { ChatCliente, Mensaje } from "@ventanilla/core";
import { Observable, type Unsubscribe } from "@ventanilla/core/before";
import { once } from "./once";
import { TitleCounter } from "./TitleCounter";
import { ring } from "./tone";

export interface AlertChoice {
  sonido: boolean;
  navegador: boolean;
}

export interface AlertOptions {
  /** The sound, until the person chooses. */
  sonido?: boolean | undefined;
  /** False where the page's title is not to be touched. */
  titulo?: boolean | undefined;
  /** A notification was pressed. */
  onPress(): void;
}

/** Whoever has the panel before their eyes has read the message by then. */
const UNREAD_AFTER_MS = 400;
const LONGEST = 140;

const known = new WeakMap<ChatCliente, Alerts>();

/** The one that a cliente has on this page, whoever asks for it. */
export function alertsOf(cliente: ChatCliente): Alerts {
  const alerts = known.get(cliente) ?? new Alerts(cliente);
  known.set(cliente, alerts);
  return alerts;
}

export class Alerts extends Observable<AlertChoice> {
  #cliente: ChatCliente;
  #title = new TitleCounter();
  #wanted: AlertOptions[] = [];
  #end: Unsubscribe = () => {};

  constructor(cliente: ChatCliente) {
    super({ sonido: false, navegador: false });
    this.#cliente = cliente;
  }

  /** Watches from now on. Returns the end of it. However many ask for it, a message is told once, as the first
   * of them wants it. */
  start(options: AlertOptions): Unsubscribe {
    this.#wanted.push(options);
    if (this.#wanted.length === 1) this.#end = this.#watch(options);
    return () => {
      this.#wanted = this.#wanted.filter((each) => each !== options);
      if (this.#wanted.length === 0) this.#end();
    };
  }

  #watch({ sonido = false }: AlertOptions): Unsubscribe {
    const agree = () => this.set({ sonido, navegador: false, ...this.#kept() });
    const chosenElsewhere = ({ key }: StorageEvent) => key === this.#key && agree();
    agree();
    addEventListener("storage", chosenElsewhere);
    const unlisten = this.#cliente.events.on("message", (mensaje) => {
      this.#cliente.ground.env.setTimeout(() => this.#tell(mensaje), UNREAD_AFTER_MS);
    });
    return () => {
      unlisten();
      removeEventListener("storage", chosenElsewhere);
      this.#title.stop();
    };
  }

  choose(choice: Partial<AlertChoice>): void {
    const next = { ...this.getSnapshot(), ...choice };
    this.set(next);
    this.#cliente.ground.local.set(this.#key, JSON.stringify(next));
    if (choice.sonido) ring();
  }

  /** Asks for the browser's permission where it must; false where it says no. */
  async chooseBrowser(wanted: boolean): Promise<boolean> {
    const allowed = wanted && canNotify() && (await Notification.requestPermission()) === "granted";
    this.choose({ navegador: allowed });
    return allowed === wanted;
  }

  get #key(): string {
    return `ventanilla:${this.#cliente.ground.namespace}:avisos`;
  }

  #kept(): Partial<AlertChoice> {
    try {
      return JSON.parse(this.#cliente.ground.local.get(this.#key) ?? "{}");
    } catch {
      return {};
    }
  }

  #tell(mensaje: Mensaje): void {
    const { sinLeer } = this.#cliente.getSnapshot();
    const [first] = this.#wanted;
    if (sinLeer === 0 || !first) return;
    const { titulo = true, onPress } = first;
    const { sonido, navegador } = this.getSnapshot();
    if (titulo) this.#title.count(sinLeer);
    // Of several pages one is enough.
    if (sonido) once(`${this.#key}:sonido`, ring);
    if (navegador && document.hidden) notify(mensaje, onPress);
  }
}

export function canNotify(): boolean {
  return typeof Notification === "function" && Notification.permission !== "denied";
}

function notify({ uid, autor, texto }: Mensaje, onPress: () => void): void {
  if (!canNotify()) return;
  try {
    // The same tag from every page of this browser: it is shown once.
    const body = texto.length > LONGEST ? `${texto.slice(0, LONGEST)}…` : texto;
    const shown = new Notification(autor.nombre || document.title, {
      body,
      tag: `ventanilla ${uid}`,
    });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onPress();
    };
  } catch {
    // Chrome on Android notifies from service workers only.
  }
}
