// Everything that was said, oldest first, and what is on its way.

import type { ChatCliente, ChatId, ChatSnapshot } from "@ventanilla/core";
import { Fragment, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../words";
import { Failed, Greeting, Skeleton } from "./Blank";
import { Divider } from "./Divider";
import { HowItWent } from "./HowItWent";
import { Down } from "./Icons";
import { Pending } from "./Pending";
import { type Row, rowsOf } from "./rows";
import { Said } from "./Said";
import { useMarkRead } from "./useMarkRead";
import { useRest } from "./useRest";
import { useScroll } from "./useScroll";

interface Props {
  cliente: ChatCliente;
  snapshot: ChatSnapshot;
  onEdit(uid: string): void;
}

export function Transcript({ cliente, snapshot, onEdit }: Props) {
  const { t } = useWords();
  const { chats, outbox, phase, typing, connection, sinLeer, porValorar } = snapshot;
  const rows = useMemo(() => rowsOf(chats, outbox), [chats, outbox]);
  const log = useRef<HTMLDivElement>(null);
  const rest = useRest();
  const scroll = useScroll(log, rows[0]?.key, [snapshot, rest]);
  useMarkRead(cliente, snapshot, scroll.atEnd);
  const { toEnd } = scroll;
  const sent = outbox.length;
  useEffect(() => {
    if (sent > 0) toEnd();
  }, [sent, toEnd]);

  const draw = (row: Row) => {
    if (row.kind === "message") return <Said key={row.key} cliente={cliente} row={row} />;
    if (row.kind === "new") return <Divider key={row.key}>{t.newChat}</Divider>;
    if (row.kind === "day") return <Day key={row.key} at={row.at} />;
    if (row.kind === "closed")
      return (
        <Fragment key={row.key}>
          {rest && <rest.Closed cierre={row.cierre} last={row.last && sent === 0} />}
          <Question cliente={cliente} chatId={row.chat} asked={row.chat === porValorar} />
        </Fragment>
      );
    const line = connection.status;
    return <Pending key={row.key} cliente={cliente} row={row} line={line} onEdit={onEdit} />;
  };

  return (
    <div className="log-frame">
      <div
        ref={log}
        className="log"
        role="log"
        aria-label={t.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={scroll.onScroll}
      >
        {rows.length === 0 && <Nothing cliente={cliente} snapshot={snapshot} />}
        {rest && chats[0]?.hayMas && (
          <rest.EarlierMessages cliente={cliente} chatId={chats[0].id} />
        )}
        {rows.map(draw)}
        {rows.length > 0 && phase.status === "loading" && chats.length === 0 && <Skeleton />}
        {rest && typing && <rest.Writing nombre={typing.nombre || t.title} />}
      </div>
      {!scroll.atEnd && (
        <button type="button" className="pill" onClick={toEnd}>
          {sinLeer > 0 ? <span>{t.newMessages}</span> : <span className="sr">{t.toEnd}</span>}
          <Down />
        </button>
      )}
    </div>
  );
}

/** Once it was asked it stays until it is answered or waved away. */
function Question({ asked, ...props }: { asked: boolean; cliente: ChatCliente; chatId: ChatId }) {
  const [stays, setStays] = useState(asked);
  if (asked && !stays) setStays(true);
  return stays && <HowItWent {...props} onGone={() => setStays(false)} />;
}

function Day({ at }: { at: string }) {
  const { dates } = useWords();
  return <Divider>{dates.day(at)}</Divider>;
}

function Nothing({ cliente, snapshot }: { cliente: ChatCliente; snapshot: ChatSnapshot }) {
  const { t } = useWords();
  const { phase, connection, soporte } = snapshot;
  if (phase.status === "failed")
    return <Failed text={t.loadFailed} onRetry={() => cliente.retryNow()} />;
  const waits = connection.status === "slow" || connection.status === "refused";
  if (phase.status === "loading" && !waits) return <Skeleton />;
  return <Greeting soporte={soporte} />;
}
