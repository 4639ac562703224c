// The rail: the views and pages, the saved views, teams and tenants with how many chats each has open, and
// whose desk this is.
import { Link, type LinkProps, useLocation, useSearch } from "@tanstack/react-router";
import { BellOff, ChartColumn, Search, Settings, Star } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTenants, useViews } from "../data/queries";
import { type DeskSearch, isNarrowed, searchOf } from "../desk-search";
import type { Filtro } from "../live/rows";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { useTeams } from "../team/use-teams";
import { useTexts } from "../texts";
import { TenantMark, WindowMark } from "../ui/Mark";
import { Dot } from "../ui/Tag";
import { useStore } from "../ui/use-store";
import type { TenantRef } from "../wire";
import { AccountMenu } from "./AccountMenu";
import { VIEWS } from "./views";

type Props = { inSheet?: boolean; onPick?: () => void };

/** Tenants shown before one asks for all of them. */
const TENANTS_SHOWN = 12;

export function Rail({ inSheet = false, onPick }: Props) {
  const t = useTexts();
  const { yo, counts: store } = useDesk();
  const counts = useStore(store);
  const search = useSearch({ strict: false }) as DeskSearch;
  const isInbox = useIsInbox();
  const isPlain = isInbox && !isNarrowed(search) && search.guardada === undefined;
  const ofView: Partial<Record<string, number>> = {
    viewOpen: counts?.abiertos,
    viewMine: counts?.mios,
    viewUnassigned: counts?.sin_asignar,
    viewWaiting: counts?.esperan,
  };

  return (
    <nav aria-label={t.menu} className="flex h-full min-h-0 flex-col px-2.5 pb-2.5">
      {!inSheet && (
        <div className="flex items-center gap-2 px-2 pt-4 pb-4 text-md font-semibold tracking-tight">
          <WindowMark /> Ventanilla
        </div>
      )}
      <div className={`min-h-0 flex-1 overflow-y-auto p-px ${inSheet ? "pt-3" : ""}`}>
        <div className="flex flex-col gap-0.5">
          {VIEWS.map(({ vista, text, icon: Icon }) => (
            <RailLink
              key={text}
              to="/"
              search={{ vista }}
              isOn={isPlain && search.vista === vista}
              count={ofView[text]}
              onPick={onPick}
            >
              <Icon size={16} aria-hidden="true" className="flex-none" /> {t[text] as string}
            </RailLink>
          ))}
          {may(yo, "tablero") && (
            <RailLink to="/tablero" onPick={onPick}>
              <ChartColumn size={16} aria-hidden="true" className="flex-none" /> {t.board}
            </RailLink>
          )}
          <RailLink to="/buscar" onPick={onPick}>
            <Search size={16} aria-hidden="true" className="flex-none" /> {t.searchPage}
          </RailLink>
        </div>
        <SavedViews onPick={onPick} />
        <Tenants onPick={onPick} />
        <Teams onPick={onPick} />
      </div>
      <div className="flex flex-col border-t border-line pt-2">
        <RailLink to="/ajustes" onPick={onPick}>
          <Settings size={16} aria-hidden="true" className="flex-none" /> {t.settings}
        </RailLink>
      </div>
      <AccountMenu />
    </nav>
  );
}

/** Whether the list is there: what narrows it means nothing on the other pages. */
function useIsInbox(): boolean {
  const { pathname } = useLocation();
  return /^\/(soporte\/?)?($|chats\/)/.test(pathname);
}

function SavedViews({ onPick }: { onPick: (() => void) | undefined }) {
  const t = useTexts();
  const counts = useStore(useDesk().counts);
  const { data } = useViews();
  const isInbox = useIsInbox();
  const { guardada } = useSearch({ strict: false }) as DeskSearch;
  if (!data || data.resultados.length === 0) return null;
  return (
    <Group title={t.savedViews}>
      {data.resultados.map(({ id, nombre, filtro }) => (
        <RailLink
          key={id}
          to="/"
          search={{ ...searchOf(filtro as Filtro), guardada: id }}
          isOn={isInbox && guardada === id}
          count={counts?.por_vista[id]}
          onPick={onPick}
        >
          <span className="truncate">{nombre}</span>
        </RailLink>
      ))}
    </Group>
  );
}

type RailTenant = TenantRef & { importante: boolean; silenciado: boolean };

function Tenants({ onPick }: { onPick: (() => void) | undefined }) {
  const t = useTexts();
  const { yo, counts: store } = useDesk();
  const counts = useStore(store);
  const { data } = useTenants();
  const [all, setAll] = useState(false);
  const isInbox = useIsInbox();
  const { tenant: slug, vista } = useSearch({ strict: false }) as DeskSearch;
  // In an order of their own that no count changes: nothing moves under the pointer.
  const tenants = useMemo((): RailTenant[] => {
    const known = new Map(data?.resultados.map((ficha) => [ficha.tenant.slug, ficha]));
    return yo.tenants
      .map((tenant) => ({
        ...tenant,
        importante: known.get(tenant.slug)?.importante ?? false,
        silenciado: known.get(tenant.slug)?.silenciado ?? false,
      }))
      .sort(
        (a, b) =>
          Number(b.importante) - Number(a.importante) || a.nombre.localeCompare(b.nombre, "es"),
      );
  }, [data, yo.tenants]);
  const shown = all ? tenants : tenants.slice(0, TENANTS_SHOWN);

  return (
    <Group title={t.navTenants}>
      {shown.map((tenant) => (
        <RailLink
          key={tenant.slug}
          to="/"
          search={{ vista, tenant: tenant.slug }}
          isOn={isInbox && slug === tenant.slug}
          count={counts ? (counts.por_tenant[tenant.slug]?.abiertos ?? 0) : undefined}
          onPick={onPick}
        >
          <TenantMark tenant={tenant} size="s" />
          <span className="truncate">{tenant.nombre}</span>
          {tenant.importante && (
            <Star size={12} aria-label={t.tenantImportant} className="flex-none text-wait" />
          )}
          {tenant.silenciado && (
            <BellOff size={12} aria-label={t.tenantSilent} className="flex-none text-ink-3" />
          )}
        </RailLink>
      ))}
      {!all && tenants.length > TENANTS_SHOWN && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="rounded-sm px-2 py-1.5 text-left text-sm text-ink-3 hover:bg-line/60 hover:text-ink max-desk:min-h-11"
        >
          {t.allTenants(tenants.length)}
        </button>
      )}
    </Group>
  );
}

function Teams({ onPick }: { onPick: (() => void) | undefined }) {
  const t = useTexts();
  const counts = useStore(useDesk().counts);
  const teams = useTeams();
  const isInbox = useIsInbox();
  const { equipo } = useSearch({ strict: false }) as DeskSearch;
  if (teams.length === 0) return null;
  return (
    <Group title={t.teams}>
      {teams.map(({ id, nombre, color }) => (
        <RailLink
          key={id}
          to="/"
          search={{ equipo: String(id) }}
          isOn={isInbox && equipo === String(id)}
          count={counts ? (counts.por_equipo[id] ?? 0) : undefined}
          onPick={onPick}
        >
          <Dot color={color} />
          <span className="truncate">{nombre}</span>
        </RailLink>
      ))}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5">
      <h2 className="px-2 pt-5 pb-1 text-xs font-semibold text-ink-3">{title}</h2>
      {children}
    </div>
  );
}

type RailLinkProps = {
  to: LinkProps["to"];
  search?: DeskSearch;
  /** Left out: where the address says so. */
  isOn?: boolean;
  count?: number | undefined;
  onPick: (() => void) | undefined;
  children: ReactNode;
};

function RailLink({ to, search, isOn, count, onPick, children }: RailLinkProps) {
  return (
    <Link
      to={to}
      search={(search ?? {}) as never}
      activeOptions={{ exact: isOn !== undefined, includeSearch: isOn !== undefined }}
      {...(isOn === undefined ? {} : { "aria-current": isOn ? ("page" as const) : undefined })}
      onClick={onPick}
      className="flex items-center gap-2.5 rounded-sm px-2 py-1.5 text-ink-2 hover:bg-line/60 hover:text-ink aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line max-desk:min-h-11"
    >
      {children}
      {count !== undefined && <span className="ml-auto pl-2 text-sm font-normal">{count}</span>}
    </Link>
  );
}
