// Search over everything that one may see: as one types, walked with the arrows from the box itself.
import { useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useRef } from "react";
import type { DeskSearch } from "../desk-search";
import { codigoOf } from "../http";
import { SearchBox } from "../inbox/SearchBox";
import { problemText, useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { PageHeader } from "../ui/PageHeader";
import { SkeletonRows } from "../ui/Skeleton";
import { useNow } from "../ui/use-now";
import type { wire } from "../wire";
import { Examples } from "./Examples";
import { Hit } from "./Hit";
import { searchTexts } from "./texts";
import { useFound } from "./use-search";

export function SearchPage() {
  const t = useTextsOf(searchTexts);
  const { q = "" } = useSearch({ strict: false }) as DeskSearch;
  const page = useRef<HTMLElement>(null);
  return (
    <main
      ref={page}
      className="flex min-h-0 min-w-0 flex-col bg-panel"
      onKeyDown={(event) => page.current && walk(event, page.current)}
    >
      <PageHeader title={t.title} />
      <div className="border-b border-line px-6 py-3 max-desk:px-3">
        <div className="mx-auto flex max-w-3xl">
          <SearchBox q={q} label={t.box} takesFocus />
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 py-4 max-desk:px-1">
        <div className="mx-auto max-w-3xl">{q === "" ? <Examples /> : <Found q={q} />}</div>
      </div>
    </main>
  );
}

function Found({ q }: { q: string }) {
  const t = useTextsOf(searchTexts);
  const common = useTexts();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useFound(q);
  if (error && !data) {
    return (
      <Notice alert title={t.failed}>
        <p>{problemText(common, codigoOf(error))}</p>
        <Button onClick={() => void refetch()}>{common.retry}</Button>
      </Notice>
    );
  }
  if (!data) return <SkeletonRows rows={5} />;
  const hits = data.pages.flatMap((page) => page.resultados);
  const notices = data.pages[0]?.entendido.avisos ?? [];
  const names = hits.filter(({ clase }) => clase !== "mensaje");
  const messages = hits.filter(({ clase }) => clase === "mensaje");
  return (
    <>
      {notices.map((notice) => (
        <p key={notice} className="mb-3 rounded-md bg-wait-soft px-3 py-2 text-sm text-wait">
          {notice}
        </p>
      ))}
      {hits.length === 0 && (
        <Notice title={t.nothing(q)}>
          <p>{t.nothingHelp}</p>
        </Notice>
      )}
      <p role="status" className="sr-only">
        {t.results}: {hits.length}
      </p>
      <Group title={t.people} hits={names} />
      <Group title={t.messages} hits={messages} />
      {hasNextPage && (
        <div className="grid place-items-center py-4">
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? common.loading : common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

function Group({ title, hits }: { title: string; hits: readonly wire.Hallazgo[] }) {
  const now = useNow();
  if (hits.length === 0) return null;
  return (
    <section className="mb-5">
      <h2 className="px-3 pb-1 text-xs font-semibold text-ink-3">{title}</h2>
      <ul>
        {hits.map((hit) => (
          <li key={keyOf(hit)}>
            <Hit hit={hit} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const keyOf = ({ clase, tenant, chat, seq, cliente }: wire.Hallazgo): string =>
  [clase, tenant.slug, chat?.id, seq, cliente?.id].join("/");

/** Down from the box into what was found, and up again into the box. */
function walk(event: KeyboardEvent, page: HTMLElement): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.nativeEvent.isComposing) return;
  const hits = [...page.querySelectorAll<HTMLElement>("[data-hit]")];
  const at = hits.indexOf(document.activeElement as HTMLElement);
  const box = page.querySelector<HTMLElement>('[data-key="search"]');
  const next = at + step < 0 ? box : hits[Math.min(at + step, hits.length - 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
