// The files on one answer, from the agente's hand to the message: sent as soon as they are there, two at a
// time, and named by the message once they are all up.
import { Observable } from "@ventanilla/core";
import type { Adjunto } from "../wire";

export type UploadState =
  | { status: "uploading"; progress: number }
  | { status: "ready"; adjunto: Adjunto }
  | { status: "failed"; codigo: string; detail: string };

export type UploadItem = {
  key: string;
  nombre: string;
  bytes: number;
  archivo: File;
  state: UploadState;
};

/** Resolves to what the server kept; rejects with a Problem, or an AbortError. */
export type Send = (
  archivo: File,
  options: { onProgress: (part: number) => void; signal: AbortSignal },
) => Promise<Adjunto>;

const AT_ONCE = 2;
export const MAX_FILES = 10;
export const MAX_MIB = 10;

export class Uploads extends Observable<readonly UploadItem[]> {
  private readonly running = new Map<string, AbortController>();
  private count = 0;

  constructor(private readonly send: Send) {
    super([]);
  }

  get areReady(): boolean {
    return this.getSnapshot().every(({ state }) => state.status === "ready");
  }

  add(files: Iterable<File>): void {
    for (const archivo of files) {
      const { name: nombre, size: bytes } = archivo;
      const key = `${++this.count}`;
      this.set([...this.getSnapshot(), { key, nombre, bytes, archivo, state: this.begin(bytes) }]);
    }
    this.next();
  }

  remove(key: string): void {
    this.running.get(key)?.abort();
    this.running.delete(key);
    this.set(this.getSnapshot().filter((item) => item.key !== key));
    this.next();
  }

  retry(key: string): void {
    this.become(key, WAITING);
    this.next();
  }

  /** All of them, for the message that goes out now. */
  take(): Adjunto[] {
    const items = this.getSnapshot();
    this.set([]);
    return items.flatMap(({ state }) => (state.status === "ready" ? [state.adjunto] : []));
  }

  private begin(bytes: number): UploadState {
    if (bytes > MAX_MIB * 1024 * 1024) return failed("demasiado_grande");
    return this.getSnapshot().length >= MAX_FILES ? failed("demasiados") : WAITING;
  }

  private next(): void {
    for (const { key, archivo, state } of this.getSnapshot()) {
      if (this.running.size >= AT_ONCE) return;
      if (state.status === "uploading" && !this.running.has(key)) void this.run(key, archivo);
    }
  }

  private async run(key: string, archivo: File): Promise<void> {
    const abort = new AbortController();
    this.running.set(key, abort);
    const { signal } = abort;
    const onProgress = (progress: number) => this.become(key, { status: "uploading", progress });
    try {
      const adjunto = await this.send(archivo, { onProgress, signal });
      this.become(key, { status: "ready", adjunto });
    } catch (error) {
      if (signal.aborted) return;
      const { codigo, detail } = error as { codigo?: string; detail?: string };
      this.become(key, failed(codigo ?? "sin_conexion", detail));
    }
    this.running.delete(key);
    this.next();
  }

  private become(key: string, state: UploadState): void {
    this.set(this.getSnapshot().map((item) => (item.key === key ? { ...item, state } : item)));
  }
}

const WAITING: UploadState = { status: "uploading", progress: 0 };

const failed = (codigo: string, detail = ""): UploadState => ({
  status: "failed",
  codigo,
  detail,
});
