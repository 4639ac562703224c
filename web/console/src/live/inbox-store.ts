// One inbox list: what a filter holds, page by page, kept true by `inbox` frames. What it shows is
// always what the database has; frames are hints that are applied idempotently, and after every
// reconnect the list is read again (frames that arrive meanwhile are applied on top).

import { Observable } from "@ventanilla/core";
import type { DeskApi } from "../desk-api";
import { codigoOf } from "../http";
import type { BandejaFila } from "../wire";
import { type Filtro, holds, isDecidable, type Looker, newest, orderOf } from "./rows";

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

const SEEN_KEPT = 5_000;

export class InboxStore extends Observable<InboxSnapshot> {
  private rows = new Map<number, BandejaFila>();
  /** The newest version heard of each chat: an older row that comes late says nothing. */
  private readonly seen = new Map<number, number>();
  /** What frames brought while a page was on its way; one list for each page. */
  private readonly meanwhile = new Set<BandejaFila[]>();
  /** The last row of the last page, as it was: below it nothing is known. */
  private edge: BandejaFila | null = null;
  private reading: Promise<void> | null = null;
  private readAgain = false;
  private readonly order: ReturnType<typeof orderOf>;

  constructor(
    private readonly api: Pick<DeskApi, "bandeja">,
    readonly filter: Filtro,
    private readonly me: Looker,
  ) {
    super(EMPTY);
    this.order = orderOf(filter);
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
      this.edge = page.resultados.at(-1) ?? this.edge;
      this.takeAll(arrived);
      this.show({ loadingMore: false, cursor: page.siguiente, codigo: null });
    } catch (error) {
      this.show({ loadingMore: false, codigo: codigoOf(error) });
    } finally {
      this.meanwhile.delete(arrived);
    }
  }

  /** Rows as frames brought them, in any order; old ones change nothing. */
  apply(rows: readonly BandejaFila[]): void {
    const news = rows.filter((row) => this.isNews(row));
    for (const arrived of this.meanwhile) arrived.push(...news);
    if (this.getSnapshot().status !== "ready") return;
    if (this.takeAll(news)) this.show({});
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
      this.edge = fresh.at(-1) ?? null;
      this.takeAll(arrived, cursor);
      this.show({ status: "ready", codigo: null, cursor, loadingMore: false });
    } catch (error) {
      const status = this.getSnapshot().status === "ready" ? "ready" : "failed";
      this.show({ status, codigo: codigoOf(error), loadingMore: false });
    } finally {
      this.meanwhile.delete(arrived);
    }
  }

  private listen(): BandejaFila[] {
    const arrived: BandejaFila[] = [];
    this.meanwhile.add(arrived);
    return arrived;
  }

  private isNews(row: BandejaFila): boolean {
    if (row.version < (this.seen.get(row.id) ?? 0)) return false;
    this.seen.delete(row.id);
    this.seen.set(row.id, row.version);
    const oldest = this.seen.keys().next();
    if (this.seen.size > SEEN_KEPT && !oldest.done) this.seen.delete(oldest.value);
    return true;
  }

  /** Whether any of the rows changed anything. */
  private takeAll(rows: readonly BandejaFila[], cursor = this.getSnapshot().cursor): boolean {
    let changed = false;
    for (const row of rows) {
      const old = this.rows.get(row.id);
      if (!old && !(isDecidable(this.filter) && this.belongs(row, cursor))) continue;
      const next = newest(old, row);
      if (next === old) continue;
      this.rows.set(row.id, next);
      changed = true;
    }
    return changed;
  }

  private belongs(row: BandejaFila, cursor: string | null): boolean {
    if (!holds(this.filter, row, this.me)) return false;
    // Below the last page that was read: it comes with its own page.
    return cursor === null || this.edge === null || this.order(row, this.edge) <= 0;
  }

  private show(change: Partial<InboxSnapshot>): void {
    const next = { ...this.getSnapshot(), ...change };
    const rows = [...this.rows.values()]
      .filter((row) => this.belongs(row, next.cursor))
      .sort(this.order);
    this.set({ ...next, rows });
  }
}
