// The inbox: which view it is, what narrows it, and the live list.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Menu as MenuIcon } from "lucide-react";
import { useMemo } from "react";
import { useViews } from "../data/queries";
import { type DeskSearch, filterOf, isNarrowed } from "../desk-search";
import type { Counts } from "../live/counts-store";
import type { InboxSnapshot, InboxStore } from "../live/inbox-store";
import { useDesk } from "../session/desk-context";
import { VIEWS } from "../shell/views";
import { type Texts, useTexts } from "../texts";
import { IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { useIsPhone } from "../ui/use-screen";
import { usePart, useStore } from "../ui/use-store";
import { FilterBar } from "./FilterBar";
import { InboxList } from "./InboxList";
import { SearchBox } from "./SearchBox";

export function Inbox({ onMenu }: { onMenu: (() => void) | null }) {
  const t = useTexts();
  const desk = useDesk();
  const isPhone = useIsPhone();
  const search = useSearch({ strict: false }) as DeskSearch;
  const key = JSON.stringify(filterOf(search));
  const filter = useMemo(() => JSON.parse(key) as ReturnType<typeof filterOf>, [key]);
  const list = desk.list(filter);
  const { data: views } = useViews();
  const Frame = isPhone ? "main" : "section";
  const Title = isPhone ? "h1" : "h2";
  const saved = views?.resultados.find(({ id }) => id === search.guardada);
  const title = saved?.nombre ?? nameOf(t, search);

  return (
    <Frame
      aria-label={t.inbox}
      className="flex min-h-0 min-w-0 flex-col border-line bg-paper desk:border-r"
    >
      <header className="flex flex-col gap-2 border-b border-line px-3.5 pt-3 pb-2.5">
        <div className="flex items-center gap-2">
          {onMenu && (
            <IconButton label={t.menu} onClick={onMenu} className="-ml-1.5">
              <MenuIcon size={20} />
            </IconButton>
          )}
          <SearchBox q={search.q ?? ""} />
        </div>
        {onMenu && <ViewTabs search={search} />}
        <div className="flex items-baseline gap-2">
          <Title className={onMenu && !saved ? "sr-only" : "truncate text-md font-semibold"}>
            {title}
          </Title>
          <p className="flex-none text-sm whitespace-nowrap text-ink-3">
            <Count list={list} search={search} />
          </p>
          <Sort search={search} />
        </div>
        <FilterBar />
      </header>
      <InboxList list={list} filter={filter} isNarrowed={isNarrowed(search)} />
    </Frame>
  );
}

function nameOf(t: Texts, { vista }: DeskSearch): string {
  if (vista === "todos") return t.viewAll;
  return t[VIEWS.find((each) => each.vista === vista)!.text] as string;
}

function Count({ list, search }: { list: InboxStore; search: DeskSearch }) {
  const t = useTexts();
  const counts = useStore(useDesk().counts);
  return usePart(list, (now) => (now.status === "ready" ? counted(t, now, search, counts) : null));
}

/** What the server counts where it counts this; else what is here, with a plus where there is more. */
function counted(t: Texts, list: InboxSnapshot, search: DeskSearch, counts: Counts | null): string {
  const { vista } = search;
  const here = `${list.rows.length}${list.cursor === null ? "" : "+"}`;
  if (isNarrowed(search) || vista === "cerrados" || vista === "todos" || !counts) {
    return t.chatsCount(here);
  }
  if (vista === "mios") return t.chatsCount(String(counts.mios));
  if (vista === "sin_asignar") return t.chatsCount(String(counts.sin_asignar));
  if (vista === "esperan") return t.chatsCount(String(counts.esperan));
  const all = t.chatsCount(String(counts.abiertos));
  return counts.esperan > 0 ? `${all}, ${t.waitingCount(String(counts.esperan))}` : all;
}

function Sort({ search }: { search: DeskSearch }) {
  const t = useTexts();
  const navigate = useNavigate();
  const isByWait = search.vista === "esperan" || search.orden === "espera";
  const text = isByWait ? t.sortWaiting : t.sortNewest;
  if (search.vista === "esperan") {
    return <span className="ml-auto text-sm whitespace-nowrap text-ink-3">{text}</span>;
  }
  const choose = (orden: "espera" | undefined) =>
    void navigate({ to: ".", search: { ...search, orden } as never });
  return (
    <Menu
      label={t.sort}
      align="end"
      button={(props) => (
        <button
          type="button"
          {...props}
          className="ml-auto rounded-sm px-1 text-sm whitespace-nowrap text-ink-3 hover:bg-sunk hover:text-ink"
        >
          {text}
        </button>
      )}
      items={[
        { text: t.sortNewest, checked: !isByWait, run: () => choose(undefined) },
        { text: t.sortWaiting, checked: isByWait, run: () => choose("espera") },
      ]}
    />
  );
}

/** Where there is no room for the rail: the views in one line. */
function ViewTabs({ search }: { search: DeskSearch }) {
  const t = useTexts();
  return (
    <nav aria-label={t.navViews} className="flex gap-0.5 overflow-x-auto rounded-sm bg-sunk p-0.5">
      {VIEWS.map(({ vista, text }) => (
        <Link
          key={text}
          to="/"
          search={{ vista, tenant: search.tenant }}
          aria-current={search.vista === vista && !search.guardada ? "page" : undefined}
          className="grid min-h-7 flex-1 place-items-center rounded-[5px] px-2 text-sm whitespace-nowrap text-ink-2 aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line max-desk:min-h-10"
        >
          {t[text] as string}
        </Link>
      ))}
    </nav>
  );
}
