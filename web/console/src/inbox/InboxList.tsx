// The live list of chats: virtual, endless, walked with j and k, calm under the pointer, and chosen from.
import { useParams } from "@tanstack/react-router";
import { useCallback, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { InboxStore } from "../live/inbox-store";
import type { Filtro } from "../live/rows";
import { useTexts } from "../texts";
import { useNow } from "../ui/use-now";
import { useStore } from "../ui/use-store";
import { BulkBar } from "./BulkBar";
import { InboxFace } from "./InboxFace";
import { InboxRow } from "./InboxRow";
import { useSelection } from "./selection";
import { useHeldOrder } from "./use-held-order";
import { useListKeys } from "./use-list-keys";

type Props = { list: InboxStore; filter: Filtro; isNarrowed: boolean };

const NEAR_END = 8;

export function InboxList({ list, filter, isNarrowed }: Props) {
  const t = useTexts();
  const now = useNow();
  const { chatId } = useParams({ strict: false });
  const openId = chatId === undefined ? null : Number(chatId);
  const { status, rows, cursor, loadingMore } = useStore(list);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  const held = useHeldOrder(rows, list.row);
  const [focusedId, setFocusedId] = useState<number | null>(null);
  const selection = useSelection(held.rows);
  const latest = useRef(selection);
  latest.current = selection;
  const choose = useCallback(
    (id: number, extends_: boolean) =>
      extends_ ? latest.current.extendTo(id) : latest.current.toggle(id),
    [],
  );
  useListKeys({ rows: held.rows, openId, virtual, selection });

  const loadMoreNearEnd = () => {
    const handle = virtual.current;
    if (!handle || cursor === null || loadingMore) return;
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize);
    if (last >= held.rows.length - NEAR_END) void list.loadMore();
  };

  if (status !== "ready" || (held.rows.length === 0 && held.changes === 0)) {
    return <InboxFace list={list} filter={filter} isNarrowed={isNarrowed} />;
  }
  const focused = held.rows.findIndex((row) => row.id === focusedId);
  const isChoosing = selection.ids.size > 0;
  return (
    <>
      <div className="relative min-h-0 flex-1">
        {held.changes > 0 && (
          <button
            type="button"
            onClick={held.letGo}
            className="floats absolute bottom-3 left-1/2 z-10 -translate-x-1/2 rounded-full border border-line bg-panel px-3 py-1 text-sm font-medium text-accent shadow-float"
          >
            {t.changes(held.changes)}
          </button>
        )}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches where pointer and focus are */}
        <div
          ref={scroller}
          className="h-full overflow-y-auto overscroll-contain"
          onPointerEnter={(event) => event.pointerType === "mouse" && held.hold()}
          onPointerLeave={held.letGo}
          onFocus={(event) => {
            const id = (event.target as HTMLElement).dataset.chat;
            if (id) setFocusedId(Number(id));
          }}
        >
          <Virtualizer
            ref={virtual}
            as="ul"
            item="li"
            scrollRef={scroller}
            data={held.rows}
            keepMounted={focused >= 0 ? [focused] : []}
            onScroll={loadMoreNearEnd}
          >
            {(row) => (
              <InboxRow
                key={row.id}
                row={row}
                isOpen={row.id === openId}
                now={now}
                isChosen={selection.has(row.id)}
                isChoosing={isChoosing}
                onChoose={choose}
              />
            )}
          </Virtualizer>
          {cursor !== null && (
            <button
              type="button"
              className="focus-inside w-full px-3.5 py-3 text-sm font-medium text-accent disabled:text-ink-3"
              disabled={loadingMore}
              onClick={() => void list.loadMore()}
            >
              {loadingMore ? t.loading : t.loadMore}
            </button>
          )}
        </div>
      </div>
      {isChoosing && <BulkBar rows={held.rows} selection={selection} />}
    </>
  );
}
