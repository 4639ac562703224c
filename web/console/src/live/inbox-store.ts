// One inbox list: what a filter holds, page by page, kept true by `inbox` frames. What it shows is
// always what the database has; frames are hints that are applied idempotently, and after every
// reconnect the list is read again (frames that arrive meanwhile are applied on top).

import { Observable } from "@ventanilla/core";
import type { DeskApi, InboxFilter } from "../desk-api";
import { codigoOf } from "../http";
import type { BandejaFila } from "../wire";
import { byActivity, holds, newest } from "./rows";

export type InboxSnapshot = {
  status: "loading" | "ready" | "failed";
  codigo: string | null;
  rows: readonly BandejaFila[];
  /** Null where every row of the filter is here; only then is `rows.length` the whole count. */
  cursor: string | null;
  loadingMore: boolean;
};

const EMPTY: InboxSnapshot = {
  status: "loading",
  codigo: null,
  rows: [],
  cursor: null,
  loadingMore: false,
};

export class InboxStore extends Observable<InboxSnapshot> {
  private rows = new Map<number, BandejaFila>();
  /** Closed is for good: a frame from before the closing that comes late opens nothing. */
  private readonly closed = new Set<number>();
  /** What frames brought while a page was on its way; one list for each page. */
  private readonly meanwhile = new Set<BandejaFila[]>();
  private reading: Promise<void> | null = null;
  private readAgain = false;

  constructor(
    private readonly api: Pick<DeskApi, "bandeja">,
    readonly filter: InboxFilter,
  ) {
    super(EMPTY);
  }

  /** The newest known row of a chat, also where it no longer belongs to this list. */
  readonly row = (id: number): BandejaFila | undefined => this.rows.get(id);

  /** The list equals the server's again, as many rows deep as it was. */
  reload(): Promise<void> {
    if (this.reading) {
      this.readAgain = true;
      return this.reading;
    }
    this.reading = this.readAfresh().finally(() => {
      this.reading = null;
      if (this.readAgain) {
        this.readAgain = false;
        void this.reload();
      }
    });
    return this.reading;
  }

  async loadMore(): Promise<void> {
    const { cursor, loadingMore, status } = this.getSnapshot();
    if (cursor === null || loadingMore || status !== "ready" || this.reading) return;
    this.show({ loadingMore: true });
    const arrived = this.listen();
    try {
      const page = await this.api.bandeja(this.filter, cursor);
      if (this.getSnapshot().cursor !== cursor) return; // read afresh meanwhile
      for (const row of page.resultados) this.rows.set(row.id, newest(this.rows.get(row.id), row));
      this.show({ loadingMore: false, cursor: page.siguiente, codigo: null });
      this.takeAll(arrived);
    } catch (error) {
      this.show({ loadingMore: false, codigo: codigoOf(error) });
    } finally {
      this.meanwhile.delete(arrived);
    }
  }

  /** A row as a frame brought it; old ones change nothing. */
  apply(row: BandejaFila): void {
    if (row.cerrado) this.closed.add(row.id);
    else if (this.closed.has(row.id)) return;
    for (const arrived of this.meanwhile) arrived.push(row);
    if (this.getSnapshot().status !== "ready") return;
    if (this.take(row)) this.show({});
  }

  /** Soporte has read this chat; said here before the server's own frame says it. */
  markRead(id: number): void {
    const row = this.rows.get(id);
    if (!row || row.sin_leer === 0) return;
    this.rows.set(id, { ...row, sin_leer: 0 });
    this.show({});
  }

  private async readAfresh(): Promise<void> {
    const depth = this.getSnapshot().rows.length;
    const arrived = this.listen();
    try {
      const fresh: BandejaFila[] = [];
      let cursor: string | null = null;
      do {
        const page = await this.api.bandeja(this.filter, cursor);
        fresh.push(...page.resultados);
        cursor = page.siguiente;
      } while (cursor !== null && fresh.length < depth);
      this.rows = new Map();
      for (const row of fresh) this.rows.set(row.id, newest(this.rows.get(row.id), row));
      this.show({ status: "ready", codigo: null, cursor, loadingMore: false });
      this.takeAll(arrived);
    } catch (error) {
      const status = this.getSnapshot().status === "ready" ? "ready" : "failed";
      this.show({ status, codigo: codigoOf(error) });
    } finally {
      this.meanwhile.delete(arrived);
    }
  }

  private listen(): BandejaFila[] {
    const arrived: BandejaFila[] = [];
    this.meanwhile.add(arrived);
    return arrived;
  }

  private takeAll(rows: readonly BandejaFila[]): void {
    for (const row of rows) this.take(row);
    this.show({});
  }

  /** Whether the row changed anything. */
  private take(row: BandejaFila): boolean {
    const old = this.rows.get(row.id);
    if (!old && !this.belongs(row)) return false;
    const next = newest(old, row);
    if (next === old) return false;
    this.rows.set(row.id, next);
    return true;
  }

  private belongs(row: BandejaFila): boolean {
    // Which messages a search finds only the server knows: it shows what it found, kept fresh.
    if (this.filter.q || !holds(this.filter, row)) return false;
    const { cursor, rows } = this.getSnapshot();
    const last = rows.at(-1);
    // Below the last page that was read: it comes with its own page.
    return cursor === null || (last !== undefined && byActivity(row, last) < 0);
  }

  private show(change: Partial<InboxSnapshot>): void {
    const rows = [...this.rows.values()].filter((row) => holds(this.filter, row)).sort(byActivity);
    this.set({ ...this.getSnapshot(), ...change, rows });
  }
}
