// The rail: the views, the tenants with how many chats each has open, and whose desk this is.
import { Link, useSearch } from "@tanstack/react-router";
import { Archive, Clock, Inbox as InboxIcon, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { count } from "../inbox/count";
import type { DeskSearch, Vista } from "../router";
import { useDesk } from "../session/desk-context";
import { type Texts, useTexts } from "../texts";
import { TenantMark, WindowMark } from "../ui/Mark";
import { useStore } from "../ui/use-store";
import { AccountMenu } from "./AccountMenu";

type Props = { inSheet?: boolean; onPick?: () => void };

export const VIEWS: {
  vista: Vista | undefined;
  text: keyof Texts & `view${string}`;
  icon: LucideIcon;
}[] = [
  { vista: undefined, text: "viewOpen", icon: InboxIcon },
  { vista: "esperan", text: "viewWaiting", icon: Clock },
  { vista: "cerrados", text: "viewClosed", icon: Archive },
];

export function Rail({ inSheet = false, onPick }: Props) {
  const t = useTexts();
  const desk = useDesk();
  const open = useStore(desk.open);
  const { vista, tenant } = useSearch({ strict: false }) as DeskSearch;
  const counts: Partial<Record<Vista | "abiertos", string>> = {
    abiertos: count(open, () => true),
    esperan: count(open, (row) => row.espera_desde !== null),
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
          {VIEWS.map(({ vista: each, text, icon: Icon }) => (
            <RailLink
              key={text}
              search={{ vista: each }}
              isOn={vista === each && !tenant}
              count={counts[each ?? "abiertos"]}
              onPick={onPick}
            >
              <Icon size={16} aria-hidden="true" className="flex-none" /> {t[text] as string}
            </RailLink>
          ))}
        </div>
        <div className="flex flex-col gap-0.5">
          <h2 className="px-2 pt-5 pb-1 text-xs font-semibold text-ink-3">{t.navTenants}</h2>
          {desk.yo.tenants.map((each) => (
            <RailLink
              key={each.slug}
              search={{ vista, tenant: each.slug }}
              isOn={tenant === each.slug}
              count={count(open, (row) => row.tenant.slug === each.slug)}
              onPick={onPick}
            >
              <TenantMark tenant={each} size="s" />
              <span className="truncate">{each.nombre}</span>
            </RailLink>
          ))}
        </div>
      </div>
      <AccountMenu />
    </nav>
  );
}

/** A link is current where it leads to what is shown, not to a part of it. */
export const EXACTLY = { exact: true, includeSearch: true, explicitUndefined: true };

type RailLinkProps = {
  search: DeskSearch;
  isOn: boolean;
  count: string | undefined;
  onPick: (() => void) | undefined;
  children: ReactNode;
};

function RailLink({ search, isOn, count, onPick, children }: RailLinkProps) {
  return (
    <Link
      to="/"
      search={search}
      activeOptions={EXACTLY}
      aria-current={isOn ? "page" : undefined}
      onClick={onPick}
      className="flex items-center gap-2.5 rounded-sm px-2 py-1.5 text-ink-2 hover:bg-line/60 hover:text-ink aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line max-desk:min-h-11"
    >
      {children}
      {count !== undefined && <span className="ml-auto pl-2 text-sm font-normal">{count}</span>}
    </Link>
  );
}
