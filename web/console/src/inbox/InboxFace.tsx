// The inbox when there is no list to show: loading, failed, or empty and why.
import { Link } from "@tanstack/react-router";
import { CircleCheck, Inbox as InboxIcon, SearchX, Unplug } from "lucide-react";
import type { InboxStore } from "../live/inbox-store";
import type { Filtro } from "../live/rows";
import { problemText, type Texts, useTexts } from "../texts";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { useStore } from "../ui/use-store";

type Props = { list: InboxStore; filter: Filtro; isNarrowed: boolean };

export function InboxFace({ list, filter, isNarrowed }: Props) {
  const t = useTexts();
  const { status, codigo, cursor } = useStore(list);
  if (status === "failed") {
    return (
      <Notice alert icon={<Unplug size={26} />} title={t.inboxFailed}>
        <p>{problemText(t, codigo ?? "")}</p>
        <Button onClick={() => void list.reload()}>{t.retry}</Button>
      </Notice>
    );
  }
  if (status === "loading") return <Skeleton label={t.loading} />;
  if (filter.q) return <NothingFound filter={filter} q={filter.q} />;
  const [title, help] = emptyTexts(t, filter, isNarrowed);
  const Icon = filter.espera || filter.asignado === "nadie" ? CircleCheck : InboxIcon;
  return (
    <Notice icon={<Icon size={26} />} title={title}>
      <p>{help}</p>
      {cursor !== null && <Button onClick={() => void list.loadMore()}>{t.loadMore}</Button>}
    </Notice>
  );
}

function emptyTexts(t: Texts, filter: Filtro, isNarrowed: boolean): [title: string, help: string] {
  if (isNarrowed) return [t.emptyNarrowed, t.emptyNarrowedHelp];
  if (filter.espera) return [t.emptyWaiting, t.emptyWaitingHelp];
  if (filter.asignado === "yo") return [t.emptyMine, t.emptyMineHelp];
  if (filter.asignado === "nadie") return [t.emptyUnassigned, t.emptyUnassignedHelp];
  if (filter.estado === "cerrado") return [t.emptyClosed, t.emptyClosedHelp];
  return [t.emptyOpen, t.emptyOpenHelp];
}

function NothingFound({ filter, q }: { filter: Filtro; q: string }) {
  const t = useTexts();
  const inClosed = filter.estado === "cerrado";
  return (
    <Notice icon={<SearchX size={26} />} title={t.emptySearch(q)}>
      <p>{t.emptySearchHelp}</p>
      <Link
        to="/"
        search={{ q, ...(inClosed ? {} : { vista: "cerrados" as const }) }}
        className="font-medium text-accent underline-offset-3 hover:underline"
      >
        {inClosed ? t.searchOpenToo : t.searchClosedToo}
      </Link>
    </Notice>
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" className="flex-1 overflow-hidden">
      <span className="sr-only">{label}</span>
      {[62, 48, 70, 55, 66, 44, 58].map((width) => (
        <div key={width} className="flex gap-2.5 border-b border-line px-3.5 py-3">
          <span className="skeleton size-7 flex-none" />
          <span className="flex flex-1 flex-col gap-2 pt-1">
            <span className="skeleton h-3" style={{ width: `${width}%` }} />
            <span className="skeleton h-3 opacity-60" style={{ width: `${width + 22}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
