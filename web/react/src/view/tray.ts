// The files on one draft, and the wish to send it as soon as they are uploaded. It lives as long as its
// cliente, not as long as a panel.

import type { ChatCliente, Contexto } from "@ventanilla/core";
import { type AdjuntoItem, Adjuntos } from "@ventanilla/core/adjuntos";
import { Observable } from "@ventanilla/core/before";
import { picturesOf } from "./pictures";

export interface TrayState {
  readonly items: readonly AdjuntoItem[];
  /** It is sent when all of them are uploaded. */
  readonly asked: boolean;
  /** Something is ready, or will be: no text is needed. */
  readonly sendable: boolean;
}

/** What was on its way when it was asked for, and what it is about. */
interface Asked {
  keys: Set<string>;
  contexto: Contexto | undefined;
}

export const MAX_BYTES = 10 * 1024 * 1024;
export const MAX_ARCHIVOS = 10;

export class Tray extends Observable<TrayState> {
  #cliente: ChatCliente;
  #context: string;
  #adjuntos: Adjuntos;
  #asked: Asked | null = null;

  constructor(cliente: ChatCliente, context: string) {
    const limits = { maxBytes: MAX_BYTES, maxArchivos: MAX_ARCHIVOS };
    const adjuntos = new Adjuntos(cliente, { context, ...limits });
    super(stateOf(adjuntos.getSnapshot(), false));
    this.#cliente = cliente;
    this.#context = context;
    this.#adjuntos = adjuntos;
    adjuntos.subscribe(() => this.#changed());
    cliente.events.on("draft", (draft) => draft.context === context && this.#ask(null));
  }

  /** `screenshot` is what a picture without a name of its own is called. */
  add(files: readonly File[], screenshot?: string): void {
    this.#ask(null);
    this.#adjuntos.add(screenshot ? files.map((file) => named(file, screenshot)) : files);
  }

  remove(key: string): void {
    this.#ask(null);
    this.#adjuntos.remove(key);
  }

  retry(key: string): void {
    this.#adjuntos.retry(key);
  }

  /** At once, or when what is on its way is uploaded: a message is not torn apart. */
  send(contexto?: Contexto): void {
    const items = this.#adjuntos.getSnapshot();
    const keys = new Set(items.filter(isOnItsWay).map(({ key }) => key));
    if (keys.size === 0) this.#say(contexto);
    else this.#ask({ keys, contexto });
  }

  #ask(asked: Asked | null): void {
    this.#asked = asked;
    this.#publish();
  }

  #changed(): void {
    this.#publish();
    const { items } = this.getSnapshot();
    if (!this.#asked || items.some(isOnItsWay)) return;
    const { keys, contexto } = this.#asked;
    this.#ask(null);
    // Without what failed it would be another message: the person decides.
    if (!items.some(({ key, state }) => state.status === "failed" && keys.has(key))) {
      this.#say(contexto);
    }
  }

  #say(contexto: Contexto | undefined): void {
    const texto = this.#cliente.draft(this.#context);
    this.#keepPictures();
    const adjuntos = this.#adjuntos.take();
    if (!texto.trim() && adjuntos.length === 0) return;
    this.#cliente.say(texto.trim() ? texto : "", {
      adjuntos,
      borrador: this.#context,
      ...(contexto ? { contexto } : {}),
    });
  }

  /** What is here need not be fetched to be shown in the log. */
  #keepPictures(): void {
    const pictures = picturesOf(this.#cliente);
    for (const { archivo, state } of this.#adjuntos.getSnapshot()) {
      if (archivo && state.status === "ready") pictures.keep(state.adjunto, archivo);
    }
  }

  #publish(): void {
    const next = stateOf(this.#adjuntos.getSnapshot(), this.#asked !== null);
    const { items, asked } = this.getSnapshot();
    if (next.items !== items || next.asked !== asked) this.set(next);
  }
}

function stateOf(items: readonly AdjuntoItem[], asked: boolean): TrayState {
  const sendable = items.some((item) => item.state.status === "ready" || isOnItsWay(item));
  return { items, asked, sendable };
}

/** Also while there is no line: it goes on by itself when there is one. */
export function isOnItsWay({ state }: AdjuntoItem): boolean {
  return (
    state.status === "uploading" || (state.status === "failed" && state.codigo === "sin_conexion")
  );
}

/** A screenshot from the clipboard is `image.png`, and so is the next one. */
function named(file: File, screenshot: string): File {
  const ending = /^image(\.\w+)$/.exec(file.name)?.[1];
  if (!ending) return file;
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString();
  const when = local.slice(0, 16).replace("T", "-").replace(":", "");
  return new File([file], `${screenshot}-${when}${ending}`, { type: file.type });
}
