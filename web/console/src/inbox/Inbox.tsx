// The inbox: search, which view it is, and the live list.
import { Link, useSearch } from "@tanstack/react-router";
import { Menu, X } from "lucide-react";
import { useMemo } from "react";
import type { InboxSnapshot } from "../live/inbox-store";
import { shown, type View } from "../live/rows";
import { type DeskSearch, viewOf } from "../router";
import { useDesk } from "../session/desk-context";
import { VIEWS } from "../shell/Rail";
import { EXACTLY } from "../shell/RailLink";
import { type Texts, useTexts } from "../texts";
import { IconButton } from "../ui/Button";
import { TenantMark } from "../ui/Mark";
import { useIsPhone } from "../ui/use-screen";
import { useStore } from "../ui/use-store";
import { count } from "./count";
import { InboxList } from "./InboxList";
import { SearchBox } from "./SearchBox";

export function Inbox({ onMenu }: { onMenu: (() => void) | null }) {
  const t = useTexts();
  const desk = useDesk();
  const isPhone = useIsPhone();
  const search = useSearch({ strict: false }) as DeskSearch;
  const { vista, tenant: slug, q } = search;
  const view = useMemo(() => viewOf({ vista, tenant: slug, q }), [vista, slug, q]);
  const list = desk.list(view);
  const snapshot = useStore(list);
  const rows = useMemo(() => shown(snapshot.rows, view), [snapshot.rows, view]);
  const tenant = desk.yo.tenants.find((each) => each.slug === slug);
  const Frame = isPhone ? "main" : "section";
  const Title = isPhone ? "h1" : "h2";
  const viewText = VIEWS.find((each) => each.vista === vista)!.text;

  return (
    <Frame
      aria-label={t.inbox}
      className="flex min-h-0 min-w-0 flex-col border-line bg-paper desk:border-r"
    >
      <header className="flex flex-col gap-2.5 border-b border-line px-3.5 pt-3 pb-2.5">
        <div className="flex items-center gap-2">
          {onMenu && (
            <IconButton label={t.menu} onClick={onMenu} className="-ml-1.5">
              <Menu size={20} />
            </IconButton>
          )}
          <SearchBox q={q ?? ""} />
        </div>
        {onMenu && <ViewTabs vista={vista} tenant={slug} />}
        <div className="flex items-baseline gap-2">
          <Title className={onMenu ? "sr-only" : "text-md font-semibold whitespace-nowrap"}>
            {t[viewText] as string}
          </Title>
          <p className="truncate text-sm text-ink-3">
            {snapshot.status === "ready" && counted(t, { ...snapshot, rows }, view)}
          </p>
          <span className="ml-auto text-sm whitespace-nowrap text-ink-3">
            {view.espera ? t.sortWaiting : t.sortNewest}
          </span>
        </div>
        {tenant && (
          <Link
            to="/"
            search={{ vista, q }}
            className="flex max-w-full items-center gap-1.5 self-start rounded-sm border border-line bg-panel px-1.5 py-0.5 text-sm hover:bg-sunk max-desk:min-h-9"
          >
            <TenantMark tenant={tenant} size="s" />
            <span className="truncate">{tenant.nombre}</span>
            <span className="sr-only">, {t.tenantClear}</span>
            <X size={13} aria-hidden="true" className="flex-none text-ink-3" />
          </Link>
        )}
      </header>
      <InboxList list={list} view={view} rows={rows} />
    </Frame>
  );
}

function counted(t: Texts, list: InboxSnapshot, view: View): string {
  const all = t.chatsCount(count(list, () => true)!);
  const waiting = list.rows.filter((row) => row.espera_desde !== null).length;
  if (view.espera || view.estado === "cerrado" || waiting === 0) return all;
  return `${all}, ${t.waitingCount(count(list, (row) => row.espera_desde !== null)!)}`;
}

/** Where there is no room for the rail: the views in one line. */
function ViewTabs({ vista, tenant }: Pick<DeskSearch, "vista" | "tenant">) {
  const t = useTexts();
  return (
    <nav aria-label={t.navViews} className="flex gap-1 rounded-sm bg-sunk p-0.5">
      {VIEWS.map(({ vista: each, text }) => (
        <Link
          key={text}
          to="/"
          search={{ vista: each, tenant }}
          activeOptions={EXACTLY}
          aria-current={vista === each ? "page" : undefined}
          className="grid min-h-7 flex-1 place-items-center rounded-[5px] text-sm text-ink-2 aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line max-desk:min-h-10"
        >
          {t[text] as string}
        </Link>
      ))}
    </nav>
  );
}
