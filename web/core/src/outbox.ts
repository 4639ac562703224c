// Messages between "send" and "stored by the server". Each is kept in storage under the uid that it
// got when the person pressed send, until the server acks that uid. One is in flight at a time, in
// order, and only one tab of the cliente drains the queue (a Web Lock). Where there are no locks the
// server still stores each uid once.

import { backoff } from "./backoff";
import type { Channel, Env } from "./env";
import { InFlight, type Outcome } from "./inFlight";
import type { KeyValue } from "./keyValue";
import { isUnsent } from "./left";
import { type OutboxEntry, type OutboxStore, tolerated } from "./storage";

export type OutboxState =
  | { status: "pending" }
  /** Acked, and not yet in the log (a message before it is still missing). */
  | { status: "sent" }
  | { status: "failed"; codigo: string; detail: string };

export interface OutboxItem {
  readonly entry: OutboxEntry;
  readonly state: OutboxState;
}

export interface OutboxOptions {
  namespace: string;
  store: OutboxStore;
  local: KeyValue;
  env: Env;
  /** Sends it over the open line; false where there is none. */
  transport(entry: OutboxEntry): boolean;
  onChange(): void;
  /** It will not be sent from here any more: acked, seen in the log, or taken back. */
  onGone(uid: string): void;
  /** A composer has it again, whatever the storage says. */
  isBack(uid: string): boolean;
}

/** Refusals that pass by themselves; everything else is for the person to decide. */
const PASSING = new Set(["demasiadas_peticiones", "no_disponible", "no_autenticado"]);
const RETRY_FLOOR_MS = 1_000;

export class Outbox {
  #options: OutboxOptions;
  #items = new Map<string, OutboxItem>();
  /** What left the queue here; a slow read of the storage must not bring it back. */
  #gone = new Set<string>();
  /** What the storage refused to take; memory is the only place that has it. */
  #unstored = new Set<string>();
  #writes: Promise<unknown> = Promise.resolve();
  #version = 0;
  #online = false;
  #draining = false;
  #kicked = false;
  #delays = 0;
  #inFlight: InFlight;
  #wake: (() => void) | null = null;
  #channel: Channel | null = null;
  #closed = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#inFlight = new InFlight(options.env);
  }

  /** From now on the other tabs' doings are heard, and what an earlier page left is here. */
  start(): Promise<void> {
    const { env, namespace } = this.#options;
    this.#channel = env.channel(`ventanilla:${namespace}`);
    this.#channel?.listen(() => void this.load().then(() => this.#drain()));
    return this.load();
  }

  /** In the order in which they will go out. */
  get items(): OutboxItem[] {
    return [...this.#items.values()].sort((a, b) => a.entry.orden - b.entry.orden);
  }

  /** True where an earlier page left something unsent; touches no database. */
  static left(namespace: string, local: KeyValue): boolean {
    return isUnsent(local.keys(`ventanilla:${namespace}:`), `${namespace}:`);
  }

  /** The memory agrees with the storage, which other tabs write too. */
  async load(): Promise<void> {
    let stored: OutboxEntry[] | null;
    let version: number;
    do {
      version = this.#version;
      await this.#writes;
      stored = await this.#options.store.all().catch(() => null);
    } while (version !== this.#version);
    // A storage that can't be read takes nothing away from what is known here.
    if (this.#closed || !stored) return;
    const kept = new Map(
      [...this.#items].filter(
        ([uid, { state }]) => state.status === "sent" || this.#unstored.has(uid),
      ),
    );
    this.#items = kept;
    for (const entry of stored) {
      const { uid } = entry;
      // The storage refused to forget it once; it is asked again.
      if (this.#gone.has(uid)) void this.#erase(uid);
      else if (!kept.has(uid) && !this.#options.isBack(uid)) this.#show(entry);
    }
    this.#mark();
    this.#options.onChange();
  }

  /** Queued at once in memory; resolves to true when it is in storage too. */
  add(entry: OutboxEntry): Promise<boolean> {
    this.#show(entry);
    const written = this.#put(entry);
    this.#options.onChange();
    void this.#drain();
    return written;
  }

  /** A refused message goes to the end of the queue, the same message as before. */
  retry(uid: string): void {
    const refused = this.refusedEntry(uid);
    if (!refused) return;
    const { failed: _, ...entry } = refused;
    void this.add({ ...entry, orden: this.nextOrden() });
  }

  /** What the server refused for good; nothing else can be taken back. */
  refusedEntry(uid: string): OutboxEntry | null {
    const item = this.#items.get(uid);
    if (item?.state.status !== "failed") return null;
    if (!this.#options.isBack(uid)) return item.entry;
    // Another page took it back, and did not live to tell.
    void this.discard(uid);
    return null;
  }

  /** Resolves when the storage has forgotten it too. */
  discard(uid: string): Promise<boolean> {
    this.#items.delete(uid);
    const erased = this.#erase(uid);
    this.#options.onChange();
    return erased;
  }

  nextOrden(): number {
    const last = this.items.at(-1)?.entry.orden ?? 0;
    return Math.max(last + 1, this.#options.env.now());
  }

  connected(): void {
    this.#online = true;
    this.#delays = 0;
    void this.#drain();
  }

  disconnected(): void {
    this.#online = false;
    this.#inFlight.settle({ kind: "lost" });
    this.#wake?.();
  }

  /** The server has it. Returns what was acked, or null where this tab knows nothing of it. */
  acked(uid: string): OutboxEntry | null {
    const item = this.#items.get(uid);
    if (!item) return null;
    this.#items.set(uid, { entry: item.entry, state: { status: "sent" } });
    void this.#erase(uid);
    this.#inFlight.settle({ kind: "acked" }, uid);
    this.#options.onChange();
    return item.entry;
  }

  /** The log shows it, so it is no longer here. */
  logged(uid: string): void {
    if (!this.#items.delete(uid)) return;
    void this.#erase(uid);
    this.#inFlight.settle({ kind: "acked" }, uid);
    this.#options.onChange();
  }

  /** `afterS`: how long the server wants to be left alone. */
  refused(uid: string, codigo: string, detail: string, afterS = 0): void {
    const passing = PASSING.has(codigo);
    const later: Outcome = { kind: "later", afterMs: Math.max(RETRY_FLOOR_MS, afterS * 1000) };
    this.#inFlight.settle(passing ? later : { kind: "refused", codigo, detail }, uid);
  }

  close(): void {
    this.#closed = true;
    this.disconnected();
    this.#channel?.close();
  }

  async #drain(): Promise<void> {
    this.#kicked = true;
    if (this.#draining || !this.#online) return;
    this.#draining = true;
    const { locks } = this.#options.env;
    try {
      while (this.#kicked && this.#online) {
        this.#kicked = false;
        const run = () => this.#drainAll();
        await (locks ? locks.request(`ventanilla:${this.#options.namespace}`, run) : run());
      }
    } finally {
      this.#draining = false;
    }
  }

  async #drainAll(): Promise<void> {
    while (this.#online) {
      await this.load();
      const next = this.items.find(({ state }) => state.status === "pending");
      if (!next || !this.#online) return;
      const outcome = await this.#inFlight.send(next.entry, (entry) => this.#transmit(entry));
      if (outcome.kind === "refused") this.#fail(next.entry, outcome);
      if (outcome.kind === "later") await this.#pause(outcome.afterMs);
      else this.#delays = 0;
    }
  }

  /** A line that takes nothing is none, until `connected` says otherwise. */
  #transmit(entry: OutboxEntry): boolean {
    this.#online = this.#options.transport(entry);
    return this.#online;
  }

  #pause(floorMs: number): Promise<void> {
    const { env } = this.#options;
    this.#delays += 1;
    return new Promise((resolve) => {
      const done = () => {
        env.clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = env.setTimeout(done, backoff(this.#delays, env.random, floorMs));
      this.#wake = done;
    });
  }

  #fail(entry: OutboxEntry, { codigo, detail }: { codigo: string; detail: string }): void {
    const failed = { ...entry, failed: { codigo, detail } };
    this.#show(failed);
    void this.#put(failed);
    this.#options.onChange();
  }

  #show(stored: OutboxEntry): void {
    const entry = tolerated(stored);
    const state: OutboxState = entry.failed
      ? { status: "failed", ...entry.failed }
      : { status: "pending" };
    this.#items.set(entry.uid, { entry, state });
  }

  #put(entry: OutboxEntry): Promise<boolean> {
    const { uid } = entry;
    this.#unstored.add(uid);
    return this.#write(async (store) => {
      await store.put(entry);
      this.#unstored.delete(uid);
    });
  }

  #erase(uid: string): Promise<boolean> {
    this.#gone.add(uid);
    this.#unstored.delete(uid);
    this.#options.onGone(uid);
    return this.#write((store) => store.remove(uid));
  }

  /** Writes go one after another; when one is done the other tabs are told. */
  async #write(work: (store: OutboxStore) => Promise<void>): Promise<boolean> {
    this.#version += 1;
    const done = this.#writes
      .then(() => work(this.#options.store))
      .then(
        () => true,
        () => false,
      );
    this.#writes = done;
    const written = await done;
    this.#mark();
    if (!this.#closed) this.#channel?.post("salida");
    return written;
  }

  /** The small flag that tells the next page whether to connect before its panel is opened. */
  #mark(): void {
    const key = `ventanilla:${this.#options.namespace}:pendiente`;
    const waits = this.items.some(({ state }) => state.status === "pending");
    if (waits) this.#options.local.set(key, "1");
    else this.#options.local.remove(key);
  }
}
