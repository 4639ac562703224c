// The chats that are chosen, to do something to all of them.
import { useMemo, useRef, useState } from "react";
import type { BandejaFila } from "../wire";

export type Selection = {
  ids: ReadonlySet<number>;
  has: (id: number) => boolean;
  toggle: (id: number) => void;
  /** From the one that was chosen last up to this one. */
  extendTo: (id: number) => void;
  all: () => void;
  none: () => void;
};

export function useSelection(rows: readonly BandejaFila[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const last = useRef<number | null>(null);
  const order = useRef<readonly BandejaFila[]>(rows);
  order.current = rows;
  // What has left the list is not chosen any more: nothing is done to what one does not see.
  const ids = useMemo(() => {
    const here = new Set(rows.map(({ id }) => id));
    return new Set([...chosen].filter((id) => here.has(id)));
  }, [chosen, rows]);

  return useMemo(
    () => ({
      ids,
      has: (id) => ids.has(id),
      toggle: (id) => {
        last.current = id;
        setChosen(
          ids.has(id) ? new Set([...ids].filter((each) => each !== id)) : new Set([...ids, id]),
        );
      },
      extendTo: (id) => {
        const places = order.current.map((row) => row.id);
        const [from, to] = [places.indexOf(last.current ?? id), places.indexOf(id)];
        const between = places.slice(Math.min(from, to), Math.max(from, to) + 1);
        setChosen(new Set([...ids, ...(from < 0 ? [id] : between)]));
        last.current = id;
      },
      all: () => setChosen(new Set(order.current.map(({ id }) => id))),
      none: () => setChosen(new Set()),
    }),
    [ids],
  );
}
