// What the agente has sent to one chat and the server has not acked: in order, one in flight, each
// with the uid that it keeps for ever, so that sending twice stores once. Kept over a reload.
import type { Adjunto } from "../wire";
import type { Keep } from "./keep";

export type Outgoing = {
  uid: string;
  texto: string;
  adjuntos?: readonly Adjunto[];
  creado_en: string;
  failed: { codigo: string; detail: string } | null;
};

export type Deliver = (item: Outgoing) => boolean;

const ACK_WITHIN_MS = 10_000;
const RETRY_MS = 2_000;
const PASSING = new Set(["demasiadas_peticiones", "no_disponible"]);

export class Outbox {
  items: readonly Outgoing[];
  private joined = false;
  private inFlight: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly keep: Keep,
    private readonly key: string,
    private readonly deliver: Deliver,
    private readonly changed: () => void,
  ) {
    this.items = parse(keep.read(key));
  }

  add(uid: string, texto: string, adjuntos: readonly Adjunto[] = []): void {
    const creado_en = new Date().toISOString();
    this.set([...this.items, { uid, texto, adjuntos, creado_en, failed: null }]);
    this.pump();
  }

  /** It is sent again, with the uid that it has. */
  retry(uid: string): void {
    this.mark(uid, null);
    this.pump();
  }

  discard(uid: string): void {
    this.set(this.items.filter((item) => item.uid !== uid));
  }

  joinedChat(): void {
    this.joined = true;
    this.pump();
  }

  dropped(): void {
    this.joined = false;
    this.land();
  }

  /** It is stored: it leaves the queue, and is returned where it was still here. */
  stored(uid: string): Outgoing | undefined {
    const item = this.find(uid);
    if (uid === this.inFlight) this.land();
    if (item) this.discard(uid);
    this.pump();
    return item;
  }

  /** The server will not have it. Passing trouble is waited out; anything else the agente decides. */
  refused(uid: string, codigo: string, detail: string): void {
    if (uid !== this.inFlight) return;
    this.land();
    if (PASSING.has(codigo)) {
      this.timer = setTimeout(() => this.pump(), RETRY_MS);
      return;
    }
    this.mark(uid, { codigo, detail });
    this.pump();
  }

  find(uid: string): Outgoing | undefined {
    return this.items.find((item) => item.uid === uid);
  }

  /** One in flight: what is written in order is stored in order. */
  private pump(): void {
    const head = this.items.find((item) => item.failed === null);
    if (!head || !this.joined || this.inFlight !== null || !this.deliver(head)) return;
    this.inFlight = head.uid;
    clearTimeout(this.timer);
    // No answer at all: the same uid once more does no harm.
    this.timer = setTimeout(() => {
      this.inFlight = null;
      this.pump();
    }, ACK_WITHIN_MS);
  }

  private land(): void {
    this.inFlight = null;
    clearTimeout(this.timer);
  }

  private mark(uid: string, failed: Outgoing["failed"]): void {
    this.set(this.items.map((item) => (item.uid === uid ? { ...item, failed } : item)));
  }

  private set(items: readonly Outgoing[]): void {
    this.items = items;
    this.keep.write(this.key, items.length > 0 ? JSON.stringify(items) : null);
    this.changed();
  }
}

function parse(kept: string | null): Outgoing[] {
  if (!kept) return [];
  try {
    const items: unknown = JSON.parse(kept);
    return Array.isArray(items) ? (items as Outgoing[]) : [];
  } catch {
    return [];
  }
}
