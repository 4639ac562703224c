// What was said, oldest first; it stays at the end while one is at the end, and stays put while one
// reads further up. A plain list, not a virtual one: role=log must be what is in the document.
import { ArrowDown } from "lucide-react";
import { useMemo } from "react";
import type { ChatSnapshot, ChatStore } from "../live/chat-store";
import { useTexts } from "../texts";
import { useNow } from "../ui/use-now";
import { ClosingLine } from "./ClosingLine";
import { EarlierChatLine } from "./EarlierChatLine";
import { Entries } from "./Entries";
import { entriesOf } from "./entries";
import { OutgoingMensaje } from "./OutgoingMensaje";
import { useJump } from "./use-jump";
import { useTail } from "./use-tail";

type Props = {
  chat: ChatStore;
  snapshot: ChatSnapshot;
  /** Something stands over it. */
  isCovered: boolean;
  onSeen: () => void;
  onEarlier: (id: number) => void;
};

export function Transcript({ chat, snapshot, isCovered, onSeen, onEarlier }: Props) {
  const t = useTexts();
  const now = useNow();
  const { detail, mensajes, notas, hasEarlier, loadingEarlier, outgoing } = snapshot;
  const isReady = snapshot.status === "ready";
  const opening = detail?.contexto ?? null;
  const entries = useMemo(() => entriesOf(mensajes, opening, notas), [mensajes, opening, notas]);
  const tail = useTail({
    first: mensajes[0]?.seq ?? 0,
    last: mensajes.at(-1)?.seq ?? 0,
    extra: outgoing.length,
    notes: notas.length,
    isReady,
    isCovered,
    onSeen,
  });
  useJump(tail.scroller, chat, snapshot);
  const who = detail?.cliente.nombre ?? "";

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={tail.scroller}
        role="log"
        aria-label={t.messagesWith(who)}
        aria-busy={!isReady}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        data-key="log"
        onScroll={tail.onScroll}
        className="focus-inside flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto overscroll-contain px-5.5 py-4.5 [overflow-anchor:none] max-desk:px-3.5"
      >
        {hasEarlier && (
          <button
            type="button"
            className="mb-2 self-center rounded-full border border-line px-3 py-1 text-sm font-medium text-accent hover:bg-sunk disabled:text-ink-3"
            disabled={loadingEarlier}
            onClick={() => void chat.loadEarlier()}
          >
            {loadingEarlier ? t.loading : t.loadEarlier}
          </button>
        )}
        {!hasEarlier && detail && <EarlierChatLine detail={detail} now={now} onSee={onEarlier} />}
        {!isReady && mensajes.length === 0 && <Skeleton />}
        <Entries entries={entries} leidoCliente={snapshot.leidoCliente} now={now} chat={chat} />
        {outgoing.map((item) => (
          <OutgoingMensaje key={item.uid} item={item} chat={chat} />
        ))}
        {snapshot.cerrado && detail && <ClosingLine chat={detail} now={now} />}
      </div>
      {tail.hasNews && (
        <button
          type="button"
          onClick={tail.toEnd}
          className="floats absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-panel px-3 py-1.5 text-sm font-medium text-accent shadow-float"
        >
          <ArrowDown size={14} aria-hidden="true" /> {t.newMessages}
        </button>
      )}
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-2 pt-2">
      <span className="skeleton h-10 w-1/2 rounded-[14px]" />
      <span className="skeleton h-14 w-3/5 rounded-[14px]" />
      <span className="skeleton h-10 w-2/5 self-end rounded-[14px]" />
    </div>
  );
}
