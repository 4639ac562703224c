// One WebSocket that comes back: fresh token for each try, visible attempts, a watch for dead
// lines, and what each close code asks for. It knows nothing of chats; a cliente and the agents'
// console both stand on it.

import { backoff, MAX_ATTEMPTS, slowDelay } from "./backoff";
import type { ConnectionState, RefusedReason } from "./connectionState";
import { browserEnv, type Env, type SocketLike } from "./env";
import { Observable } from "./observable";
import type { ClientFrame, ServerFrame } from "./wire";

export interface ConnectionOptions {
  /** Asked before each try, so that it can carry the place to resume from. Never put a token in it. */
  url(): string;
  /** Asked before each try. Left out, or answering null, the session cookie says who calls. */
  token?(): Promise<string | null>;
  onFrame(frame: ServerFrame): void;
  /** The frames that ask "are you there?", sent every `latido` seconds. */
  pings?(): ClientFrame[];
  /** An HTTP call that tells why a handshake was refused, because the browser does not say. */
  probe?(): Promise<{ status: number; retryAfterMs?: number }>;
  log?(line: string): void;
  env?: Partial<Env>;
}

const PROTOCOL = "ventanilla.v1";
const TRY_LIMIT_MS = 15_000;
const DOUBT_LIMIT_MS = 4_000;
const LATE_MS = 2_000;
const THAW_MS = 1_000;
const BUSY_FLOOR_MS = 2_000;
const MAX_UNAUTHORISED = 3;

export class Connection extends Observable<ConnectionState> {
  #options: ConnectionOptions;
  #env: Env;
  #socket: SocketLike | null = null;
  /** Each try has a number; what an older one still reports is not listened to. */
  #run = 0;
  #attempt = 0;
  #unauthorised = 0;
  #again = false;
  #expected = false;
  #latidoMs = 25_000;
  #pingSent = false;
  #timer: unknown = null;
  #unwatch: (() => void) | null = null;

  constructor(options: ConnectionOptions) {
    super({ status: "idle" });
    this.#options = options;
    this.#env = { ...browserEnv(), ...options.env };
  }

  get isOpen(): boolean {
    return this.getSnapshot().status === "open";
  }

  /** Connects and stays connected until `stop`. Does nothing where it is already at it. */
  start(): void {
    const { status } = this.getSnapshot();
    if (status !== "idle" && status !== "closed") return;
    this.#unwatch = this.#env.watchPage(
      () => this.#wake(),
      () => this.check(),
      () => this.#freeze(),
    );
    this.#attempt = 0;
    void this.#connect();
  }

  stop(): void {
    this.#drop(1000);
    this.#unwatch?.();
    this.#unwatch = null;
    this.#again = false;
    this.set({ status: "closed" });
  }

  /** The person (or the program) does not want to wait for the next try. */
  retryNow(): void {
    const { status } = this.getSnapshot();
    if (status !== "waiting" && status !== "slow" && status !== "refused") return;
    this.#attempt = 0;
    this.#unauthorised = 0;
    void this.#connect();
  }

  /** False where there is no open line; nothing is queued here. */
  send(frame: ClientFrame): boolean {
    if (!this.isOpen || !this.#socket) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Asks the other side for a sign of life at once, and reconnects where none comes soon. */
  check(): void {
    if (!this.isOpen) return;
    this.#ping(Math.min(DOUBT_LIMIT_MS, this.#latidoMs));
  }

  #wake(): void {
    const state = this.getSnapshot();
    if (state.status === "open") this.check();
    else if (state.status === "waiting" || (state.status === "slow" && !state.trying)) {
      this.retryNow();
    } else if (state.status === "refused" && state.reason === "no_autenticado") this.retryNow();
  }

  /** The page is put away. With an open socket the browser could not bring it back as it is. */
  #freeze(): void {
    if (this.#socket) this.#retry(0, THAW_MS);
  }

  async #connect(): Promise<void> {
    this.#drop();
    const run = this.#run;
    this.#attempt += 1;
    this.#showTrying();
    this.#later(TRY_LIMIT_MS, () => this.#retry());
    try {
      this.#options.log?.("🔄 Construyendo URL de WebSocket con token actualizado");
      const token = (await this.#options.token?.()) ?? null;
      if (run !== this.#run) return;
      this.#open(run, token);
    } catch {
      // The host's token call failed: no network, or no session. Both may pass.
      if (run === this.#run) this.#retry();
    }
  }

  #open(run: number, token: string | null): void {
    const url = this.#options.url();
    const attempt = Math.min(this.#attempt, MAX_ATTEMPTS);
    this.#options.log?.(`🔌 Conectando WebSocket [intento ${attempt}/${MAX_ATTEMPTS}]: ${url}`);
    const socket = this.#env.openSocket(url, token ? [PROTOCOL, `token.${token}`] : [PROTOCOL]);
    let accepted = false;
    this.#socket = socket;
    socket.onopen = () => {
      accepted = true;
    };
    socket.onmessage = (event) => {
      if (run === this.#run) this.#receive(event.data);
    };
    socket.onclose = (event) => {
      if (run !== this.#run) return;
      if (!accepted && event.code === 1006 && this.#options.probe) void this.#askWhy(run);
      else this.#lost(event.code);
    };
  }

  #receive(data: unknown): void {
    const frame = parse(data);
    if (!frame) return;
    if (frame.type === "ready") this.#ready(frame.latido);
    else if (this.#pingSent) this.#heard();
    this.#options.onFrame(frame);
  }

  #ready(latido: number): void {
    const first = !this.isOpen;
    this.#latidoMs = Math.max(1, latido || 25) * 1000;
    this.#attempt = 0;
    this.#unauthorised = 0;
    this.#again = true;
    if (first) this.#options.log?.("✅ WebSocket conectado exitosamente");
    this.set({ status: "open" });
    this.#heard();
  }

  #heard(): void {
    this.#pingSent = false;
    this.#later(this.#latidoMs, () => this.#ping(this.#latidoMs));
  }

  #ping(limitMs: number, again = false): void {
    this.#pingSent = true;
    const due = this.#env.now() + limitMs;
    this.#later(limitMs, () => {
      // A timer that slept says nothing of the line: what came meanwhile may still wait to be read.
      const slept = this.#env.now() - due > LATE_MS;
      if (slept && !again) return this.#ping(DOUBT_LIMIT_MS, true);
      this.#options.log?.("WebSocket sin respuesta, se abre otro");
      this.#retry();
    });
    for (const ping of this.#options.pings?.() ?? [{ type: "ping" }]) this.send(ping);
  }

  async #askWhy(run: number): Promise<void> {
    try {
      const { status, retryAfterMs } = await this.#options.probe!();
      if (run !== this.#run) return;
      if (status === 401) this.#lost(4401);
      else if (status === 403) this.#lost(4403);
      else if (status === 404) this.#lost(4404);
      else if (status === 429 || status === 503) this.#retry(retryAfterMs ?? BUSY_FLOOR_MS);
      else this.#retry();
    } catch {
      if (run === this.#run) this.#retry();
    }
  }

  #lost(code: number): void {
    const wasOpen = this.isOpen;
    if (code === 4401) this.#refreshToken(wasOpen);
    else if (code === 4403) this.#refuse("prohibido");
    else if (code === 4404) this.#refuse("no_encontrado");
    else if (code === 4400) this.#refuse("protocolo");
    else if (code === 4429 || code === 1013) this.#retry(BUSY_FLOOR_MS);
    else if (code === 1001 && wasOpen) this.#retry(0, 0);
    else this.#retry();
  }

  /** A token runs out in the middle of a chat: the next one is fetched at once. One that is refused
   * again and again is not the clock's fault: stop, and let the person or the host act. */
  #refreshToken(wasOpen: boolean): void {
    this.#unauthorised += 1;
    if (this.#unauthorised >= MAX_UNAUTHORISED) this.#refuse("no_autenticado");
    else if (wasOpen || this.#unauthorised === 1) this.#retry(0, 0);
    else this.#retry();
  }

  #refuse(reason: RefusedReason): void {
    this.#drop();
    this.set({ status: "refused", reason });
  }

  #retry(floorMs = 0, exactMs?: number): void {
    this.#drop();
    this.#expected = exactMs === 0;
    const attempt = this.#attempt + 1;
    const slow = attempt > MAX_ATTEMPTS;
    const { random } = this.#env;
    const delayMs =
      exactMs ?? Math.max(floorMs, slow ? slowDelay(random) : backoff(attempt, random));
    this.#later(delayMs, () => void this.#connect());
    this.set(
      slow
        ? { status: "slow", trying: false, delayMs }
        : {
            status: "waiting",
            attempt,
            max: MAX_ATTEMPTS,
            again: this.#again,
            expected: this.#expected,
            delayMs,
          },
    );
  }

  #showTrying(): void {
    const attempt = this.#attempt;
    this.set(
      attempt > MAX_ATTEMPTS
        ? { status: "slow", trying: true, delayMs: 0 }
        : {
            status: "connecting",
            attempt,
            max: MAX_ATTEMPTS,
            again: this.#again,
            expected: this.#expected,
          },
    );
  }

  /** The line, its timers and its reports are gone; whatever still comes from it is ignored. */
  #drop(code?: number): void {
    this.#run += 1;
    this.#env.clearTimeout(this.#timer);
    this.#timer = null;
    this.#pingSent = false;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    try {
      socket.close(code);
    } catch {
      // A socket that was never opened may refuse to be closed; it is forgotten all the same.
    }
  }

  /** One timer at a time: a try's limit, the wait for the next try, or the next ping. */
  #later(ms: number, run: () => void): void {
    this.#env.clearTimeout(this.#timer);
    this.#timer = this.#env.setTimeout(run, ms);
  }
}

function parse(data: unknown): ServerFrame | null {
  try {
    const frame = JSON.parse(String(data));
    return frame && typeof frame.type === "string" ? frame : null;
  } catch {
    return null;
  }
}
