// How many open chats there are, by what the rail shows: the server's own counts, read again a moment
// after something changed, and never more often than that.
import { Observable } from "@ventanilla/core";
import type { wire } from "../wire";

export type Counts = wire.Cuentas;

const SPACING_MS = 1_000;

export class CountsStore extends Observable<Counts | null> {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readAt = Number.NEGATIVE_INFINITY;
  private reading = false;
  private again = false;

  constructor(
    private readonly read: () => Promise<Counts>,
    private readonly now: () => number = () => performance.now(),
  ) {
    super(null);
  }

  /** They will be true again within a second or so. */
  refresh(): void {
    if (this.reading) this.again = true;
    else this.timer ??= setTimeout(() => void this.load(), this.wait());
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private wait(): number {
    return Math.max(0, this.readAt + SPACING_MS - this.now());
  }

  private async load(): Promise<void> {
    this.timer = null;
    this.reading = true;
    this.readAt = this.now();
    try {
      const read = await this.read();
      if (JSON.stringify(read) !== JSON.stringify(this.getSnapshot())) this.set(read);
    } catch {
      // What is shown stays; the next frame, or the next connection, asks again.
    } finally {
      this.reading = false;
      if (this.again) {
        this.again = false;
        this.refresh();
      }
    }
  }
}
