// One file until the server has it: tried again while the network is to blame, given up where the
// server says no. It holds a lock meanwhile, so that other pages know that somebody is at it.

import { backoff, MAX_ATTEMPTS } from "./backoff";
import type { ChatCliente } from "./cliente";
import { ApiError } from "./http";
import { type UploadOptions, upload } from "./upload";
import type { Adjunto } from "./wire";

export type AdjuntoState =
  | { status: "uploading"; progress: number }
  | { status: "ready"; adjunto: Adjunto }
  | { status: "failed"; codigo: string; detail: string; retryable: boolean };

export interface UploadingOptions {
  cliente: ChatCliente;
  archivo: Blob;
  nombre: string;
  onState(state: AdjuntoState): void;
  request?: UploadOptions["request"];
}

/** Nothing has moved for so long that the line must be dead. */
const STALL_MS = 60_000;

type Outcome =
  | { kind: "over"; state: AdjuntoState }
  | { kind: "again"; floorMs: number; why: AdjuntoState };

export class Uploading {
  #options: UploadingOptions;
  #abort = new AbortController();
  #wake: (() => void) | null = null;
  #stalled: unknown = null;

  constructor(options: UploadingOptions) {
    this.#options = options;
  }

  /** Resolves when there is nothing more to do by itself; `onState` has said how it went. */
  async run(): Promise<void> {
    for (let attempt = 1; !this.#abort.signal.aborted; attempt++) {
      this.#say({ status: "uploading", progress: 0 });
      const outcome = await this.#try();
      this.#say(outcome.kind === "over" ? outcome.state : outcome.why);
      if (outcome.kind === "over" || attempt > MAX_ATTEMPTS) return;
      await this.#pause(backoff(attempt, this.#env.random, outcome.floorMs));
    }
  }

  /** The line is back: no more waiting. */
  wake(): void {
    this.#wake?.();
  }

  abort(): void {
    this.#abort.abort();
    this.#wake?.();
  }

  get #env() {
    return this.#options.cliente.ground.env;
  }

  async #try(): Promise<Outcome> {
    const stall = new AbortController();
    const watch = () => this.#watch(() => stall.abort());
    watch();
    try {
      const adjunto = await this.#send(stall.signal, watch);
      return { kind: "over", state: { status: "ready", adjunto } };
    } catch (error) {
      return outcomeOf(error);
    } finally {
      this.#env.clearTimeout(this.#stalled);
    }
  }

  #send(stalled: AbortSignal, moved: () => void): Promise<Adjunto> {
    const { cliente, archivo, nombre, request } = this.#options;
    const form = new FormData();
    form.append("archivo", archivo, nombre);
    return upload<Adjunto>(cliente.ground.http, "/api/chat/soporte/adjuntos/", form, {
      signal: either(this.#abort.signal, stalled),
      onProgress: (progress) => {
        moved();
        this.#say({ status: "uploading", progress });
      },
      ...(request ? { request } : {}),
    });
  }

  #watch(stalled: () => void): void {
    this.#env.clearTimeout(this.#stalled);
    this.#stalled = this.#env.setTimeout(stalled, STALL_MS);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#env.setTimeout(() => this.#wake?.(), ms);
      this.#wake = () => {
        this.#env.clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }

  #say(state: AdjuntoState): void {
    if (!this.#abort.signal.aborted) this.#options.onState(state);
  }
}

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof ApiError)) {
    const detail = "No hay conexión. Se intentará otra vez.";
    return { kind: "again", floorMs: 0, why: failed("sin_conexion", detail, true) };
  }
  const { status, codigo, message, retryAfterMs = 0 } = error;
  const passes = status === 429 || status >= 500;
  const waiting: AdjuntoState = { status: "uploading", progress: 0 };
  if (passes) return { kind: "again", floorMs: retryAfterMs, why: waiting };
  return { kind: "over", state: failed(codigo, message, status === 401) };
}

export function failed(codigo: string, detail: string, retryable: boolean): AdjuntoState {
  return { status: "failed", codigo, detail, retryable };
}

/** AbortSignal.any, which browsers have only had since 2024. */
function either(a: AbortSignal, b: AbortSignal): AbortSignal {
  const both = new AbortController();
  for (const signal of [a, b]) {
    if (signal.aborted) both.abort();
    signal.addEventListener("abort", () => both.abort());
  }
  return both.signal;
}
