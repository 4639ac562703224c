// @ventanilla/core/adjuntos: the files on one draft, from the person's hand to the message. Loaded
// when somebody attaches something; opening the panel needs none of it.

import type { ChatCliente } from "./cliente";
import type { Attached } from "./drafts";
import { Observable, type Unsubscribe } from "./observable";
import { type AdjuntoState, failed, Uploading } from "./uploading";
import type { Adjunto } from "./wire";

export { type UploadOptions, upload } from "./upload";
export type { AdjuntoState } from "./uploading";

export interface AdjuntoItem {
  readonly key: string;
  readonly nombre: string;
  readonly bytes: number;
  readonly tipo: string;
  /** The file itself, for a picture of it; not here after a reload. */
  readonly archivo?: Blob;
  readonly state: AdjuntoState;
}

export interface AdjuntosOptions {
  /** The draft's context, as in `cliente.draft(context)`. */
  context?: string;
  /** Bytes of one file; 10 MiB where it is left out. */
  maxBytes?: number;
  /** Files of one message; 10 where it is left out. */
  maxArchivos?: number;
  request?(): XMLHttpRequest;
}

const AT_ONCE = 2;
const MEBI = 1024 * 1024;

export class Adjuntos extends Observable<readonly AdjuntoItem[]> {
  #cliente: ChatCliente;
  #options: AdjuntosOptions;
  #context: string;
  #maxBytes: number;
  #maxArchivos: number;
  #running = new Map<string, Uploading>();
  /** Not done yet, and added here: the lock on each is let go by its function. */
  #own = new Map<string, () => void>();
  /** Being uploaded by another page, or left by a dead one: its lock will tell. */
  #foreign = new Set<string>();
  #orden = 0;
  #unlisten: Unsubscribe[];

  constructor(cliente: ChatCliente, options: AdjuntosOptions = {}) {
    super([]);
    this.#cliente = cliente;
    this.#options = options;
    this.#context = options.context ?? "";
    this.#maxBytes = options.maxBytes ?? 10 * MEBI;
    this.#maxArchivos = options.maxArchivos ?? 10;
    this.#unlisten = this.#listen();
    this.#agree();
  }

  /** Each file is shown at once, and on its way as soon as there is room. */
  add(files: Iterable<Blob & { name?: string }>): void {
    for (const archivo of files) {
      const { size: bytes, type: tipo, name: nombre = "archivo" } = archivo;
      const key = this.#cliente.ground.env.uuid();
      this.#enter({ key, nombre, bytes, tipo, archivo, state: WAITING });
    }
  }

  /** It is not on the draft any more; an upload is broken off. */
  remove(key: string): void {
    this.#running.get(key)?.abort();
    this.#running.delete(key);
    this.#cliente.drafts.detach(key);
    this.#release(key);
    this.set(this.getSnapshot().filter((item) => item.key !== key));
    this.#tell();
    this.#next();
  }

  retry(key: string): void {
    const item = this.#item(key);
    const running = this.#running.get(key);
    if (running) running.wake();
    else if (item?.archivo && item.state.status === "failed" && item.state.retryable) {
      this.set(this.getSnapshot().filter((one) => one !== item));
      this.#enter({ ...item, state: WAITING });
    }
  }

  /** What is ready, for `say`, which must follow at once; what is not ready yet stays on the draft. */
  take(): Adjunto[] {
    this.#agree();
    const items = this.getSnapshot();
    const ready = items.filter(({ state }) => state.status === "ready").slice(0, this.#maxArchivos);
    this.set(items.filter((item) => !ready.includes(item)));
    return ready.flatMap(({ state }) => (state.status === "ready" ? [state.adjunto] : []));
  }

  /** Not to be used again. Uploads are broken off; what is ready stays on the draft. */
  close(): void {
    for (const unlisten of this.#unlisten.splice(0)) unlisten();
    for (const upload of this.#running.values()) upload.abort();
    for (const key of [...this.#own.keys()]) this.#release(key);
    this.#running.clear();
  }

  #listen(): Unsubscribe[] {
    const { ground, events } = this.#cliente;
    // The outbox's own: what was sent from another page's draft is not on this one any more.
    const channel = ground.env.channel(`ventanilla:${ground.namespace}`);
    channel?.listen(() => this.#agree());
    this.#tell = () => channel?.post("adjuntos");
    let open = false;
    return [
      () => channel?.close(),
      events.on("attached", ({ context }) => context === this.#context && this.#agree()),
      events.on("ended", () => this.close()),
      ground.env.watchPage(
        () => this.#wake(),
        () => {},
        () => {},
      ),
      this.#cliente.subscribe(() => {
        const was = open;
        open = this.#cliente.getSnapshot().connection.status === "open";
        if (open && !was) this.#wake();
      }),
    ];
  }

  #tell = (): void => {};

  #wake(): void {
    for (const upload of this.#running.values()) upload.wake();
    for (const { key, state } of this.getSnapshot()) {
      const isOffline = state.status === "failed" && state.codigo === "sin_conexion";
      if (isOffline && !this.#running.has(key)) this.retry(key);
    }
  }

  #enter(item: AdjuntoItem): void {
    const { key, bytes } = item;
    const busy = this.getSnapshot().filter(({ state }) => state.status !== "failed").length;
    const tooMany = busy >= this.#maxArchivos;
    const state =
      bytes > this.#maxBytes
        ? failed("demasiado_grande", `El archivo pasa de ${this.#maxBytes / MEBI} MiB.`, false)
        : tooMany
          ? failed("demasiados", `Caben ${this.#maxArchivos} archivos en un mensaje.`, true)
          : WAITING;
    this.set([...this.getSnapshot(), { ...item, state }]);
    if (state.status === "failed") return;
    this.#hold(key);
    this.#keep(item);
    this.#next();
  }

  /** Starts what waits, two at a time. */
  #next(): void {
    for (const { key, nombre, bytes, tipo, archivo, state } of this.getSnapshot()) {
      if (this.#running.size >= AT_ONCE) return;
      if (!archivo || state.status !== "uploading" || this.#running.has(key)) continue;
      const { request } = this.#options;
      const upload = new Uploading({
        cliente: this.#cliente,
        archivo,
        nombre,
        onState: (next) => this.#become({ key, nombre, bytes, tipo, archivo, state: next }),
        ...(request ? { request } : {}),
      });
      this.#running.set(key, upload);
      void upload.run().then(() => this.#ended(key, upload));
    }
  }

  #ended(key: string, upload: Uploading): void {
    if (this.#running.get(key) !== upload) return;
    this.#running.delete(key);
    this.#release(key);
    this.#tell();
    this.#next();
  }

  /** Stored before it is shown: whoever sees it ready may send it. */
  #become(item: AdjuntoItem): void {
    const { key, state } = item;
    if (state.status === "ready") this.#keep(item);
    // Refused, and said so. What only lacks a line may still be interrupted.
    if (state.status === "failed" && !state.retryable) this.#cliente.drafts.detach(key);
    this.set(this.getSnapshot().map((one) => (one.key === key ? item : one)));
  }

  #item(key: string): AdjuntoItem | undefined {
    return this.getSnapshot().find((item) => item.key === key);
  }

  #keep({ key, nombre, bytes, tipo, state }: AdjuntoItem): void {
    this.#orden = Math.max(this.#orden + 1, this.#cliente.ground.env.now());
    const known = this.#stored().get(key);
    this.#cliente.drafts.attach(key, {
      context: this.#context,
      orden: known?.orden ?? this.#orden,
      nombre,
      bytes,
      tipo,
      ...(state.status === "ready" ? { adjunto: state.adjunto } : {}),
    });
  }

  #stored(): Map<string, Attached> {
    const here = this.#cliente.drafts
      .attached()
      .filter(([, { context }]) => context === this.#context);
    return new Map(here.sort(([, a], [, b]) => a.orden - b.orden));
  }

  /** The list agrees with what is stored, which other pages and `say` change too. */
  #agree(): void {
    const stored = this.#stored();
    const kept = this.getSnapshot().filter(
      ({ key, archivo, state }) => stored.has(key) || (archivo && state.status !== "ready"),
    );
    const known = new Set(kept.map(({ key }) => key));
    const others = [...stored].filter(([key]) => !known.has(key));
    const ready = others.flatMap(([key, { nombre, bytes, tipo, adjunto }]): AdjuntoItem[] =>
      adjunto ? [{ key, nombre, bytes, tipo, state: { status: "ready", adjunto } }] : [],
    );
    if (ready.length > 0 || kept.length < this.getSnapshot().length) this.set([...kept, ...ready]);
    for (const [key, { adjunto }] of others) if (!adjunto) this.#findOut(key);
  }

  /** Somebody is uploading it, or was: whoever gets its lock knows that nobody is any more. */
  #findOut(key: string): void {
    if (this.#foreign.has(key)) return;
    this.#foreign.add(key);
    const over = async () => {
      this.#foreign.delete(key);
      const left = this.#stored().get(key);
      if (!left || left.adjunto) this.#agree();
      else if (this.#unlisten.length > 0 && !this.#item(key)) this.#interrupted(key, left);
    };
    const { locks } = this.#cliente.ground.env;
    if (locks) void locks.request(this.#lock(key), over).catch(over);
    else void over();
  }

  #interrupted(key: string, { nombre, bytes, tipo }: Attached): void {
    const detail = "La subida se interrumpió. Añade el archivo otra vez.";
    const state = failed("interrumpido", detail, false);
    this.set([...this.getSnapshot(), { key, nombre, bytes, tipo, state }]);
  }

  #hold(key: string): void {
    const held = new Promise<void>((release) => this.#own.set(key, release));
    void this.#cliente.ground.env.locks?.request(this.#lock(key), () => held).catch(() => {});
  }

  #release(key: string): void {
    this.#own.get(key)?.();
    this.#own.delete(key);
  }

  #lock(key: string): string {
    return `ventanilla:${this.#cliente.ground.namespace}:adjunto:${key}`;
  }
}

const WAITING: AdjuntoState = { status: "uploading", progress: 0 };
