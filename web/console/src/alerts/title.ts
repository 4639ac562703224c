// What the title counts: open chats with something unread, but for those of tenants that are muted.
import type { BandejaFila } from "../wire";

export const unreadIn = (rows: readonly BandejaFila[], muted: ReadonlySet<string>): number =>
  rows.filter((row) => row.sin_leer > 0 && !muted.has(row.tenant.slug)).length;

export const titleOf = (unread: number, where: string): string =>
  `${unread > 0 ? `(${unread}) ` : ""}${where} · Ventanilla`;
