// The list never jumps under the pointer: while it is held every chat keeps its place, and what
// would change is only counted.
import { useMemo, useState } from "react";
import { heldOrder } from "../live/rows";
import type { BandejaFila } from "../wire";

export function useHeldOrder(
  rows: readonly BandejaFila[],
  latest: (id: number) => BandejaFila | undefined,
) {
  const [hovered, setHovered] = useState(false);
  const [heldIds, setHeldIds] = useState<{ ids: number[]; of: typeof latest } | null>(null);
  // Another list is another order.
  const ids = heldIds?.of === latest ? heldIds.ids : null;
  const ordered = useMemo(
    () => (ids === null ? { rows: [...rows], changes: 0 } : heldOrder(ids, rows, latest)),
    [ids, rows, latest],
  );
  const grab = () => setHeldIds({ ids: rows.map((row) => row.id), of: latest });

  return {
    ...ordered,
    hold: () => {
      setHovered(true);
      grab();
    },
    /** Shows the true order; under a pointer that stays, that is the new order to keep. */
    letGo: (event: { type: string }) => {
      const stays = hovered && event.type === "click";
      setHovered(stays);
      if (stays) grab();
      else setHeldIds(null);
    },
  };
}
