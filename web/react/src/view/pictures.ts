// The pictures that were looked at last, for each cliente, so that a row that comes back asks nobody.

import type { Adjunto, ChatCliente } from "@ventanilla/core";
import { isPicture } from "./room";

const FILES = 32;
/** Small ones, as they stand in the log. */
const DRAWN = 8;

export class Pictures {
  #cliente: ChatCliente;
  #files = new Newest<Promise<Blob>>(FILES);
  #drawn = new Newest<ImageBitmap>(DRAWN, (bitmap) => bitmap.close());

  constructor(cliente: ChatCliente) {
    this.#cliente = cliente;
  }

  /** Fetched once, however many ask; a failure is not kept. */
  fetch(adjunto: Adjunto): Promise<Blob> {
    const known = this.#files.get(adjunto.id);
    if (known) return known;
    const file = this.#cliente.adjunto(adjunto);
    this.#files.set(adjunto.id, file);
    file.catch(() => this.#files.delete(adjunto.id));
    return file;
  }

  keep(adjunto: Adjunto, file: Blob): void {
    if (isPicture(adjunto)) this.#files.set(adjunto.id, Promise.resolve(file));
  }

  /** As it was drawn, for whoever takes its place a moment later. */
  drawn(id: string): ImageBitmap | undefined {
    return this.#drawn.get(id);
  }

  keepDrawn(id: string, bitmap: ImageBitmap): void {
    this.#drawn.set(id, bitmap);
  }
}

const ALL = new WeakMap<ChatCliente, Pictures>();

export function picturesOf(cliente: ChatCliente): Pictures {
  const pictures = ALL.get(cliente) ?? new Pictures(cliente);
  ALL.set(cliente, pictures);
  return pictures;
}

/** A map that lets go of what nobody has asked for in the longest time. */
class Newest<T> extends Map<string, T> {
  #most: number;
  #letGo: (value: T) => void;

  constructor(most: number, letGo: (value: T) => void = () => {}) {
    super();
    this.#most = most;
    this.#letGo = letGo;
  }

  override get(key: string): T | undefined {
    const value = super.get(key);
    if (value !== undefined && this.delete(key)) super.set(key, value);
    return value;
  }

  override set(key: string, value: T): this {
    const before = super.get(key);
    if (before !== undefined && before !== value) this.#letGo(before);
    this.delete(key);
    super.set(key, value);
    for (const [oldest, old] of this) {
      if (this.size <= this.#most) break;
      this.delete(oldest);
      this.#letGo(old);
    }
    return this;
  }
}
