// How many chats of a list there are. Where not all of it is here, it says so: «400+».
import type { InboxSnapshot } from "../live/inbox-store";
import type { BandejaFila } from "../wire";

export function count(list: InboxSnapshot, wanted: (row: BandejaFila) => boolean) {
  if (list.status !== "ready") return undefined;
  const found = list.rows.filter(wanted).length;
  return list.cursor === null ? String(found) : `${found}+`;
}
