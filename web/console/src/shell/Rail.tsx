// The rail: the views, the tenants with how many chats each has open, and whose desk this is.
import { useLocation, useMatch, useSearch } from "@tanstack/react-router";
import { Archive, Clock, Command, Inbox as InboxIcon, type LucideIcon } from "lucide-react";
import { count } from "../inbox/count";
import { openPalette } from "../palette/commands";
import type { DeskSearch, Vista } from "../router";
import { useDesk } from "../session/desk-context";
import { type Texts, useTexts } from "../texts";
import { IconButton } from "../ui/Button";
import { TenantMark, WindowMark } from "../ui/Mark";
import { Tooltip } from "../ui/Tooltip";
import { useStore } from "../ui/use-store";
import { AccountMenu } from "./AccountMenu";
import { pagesFor } from "./pages";
import { RailLink } from "./RailLink";

type Props = { inSheet?: boolean; onPick?: (() => void) | undefined };

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
  const inInbox = useMatch({ from: "/_desk", shouldThrow: false }) !== undefined;
  const counts: Partial<Record<Vista | "abiertos", string>> = {
    abiertos: count(open, () => true),
    esperan: count(open, (row) => row.espera_desde !== null),
  };

  return (
    <nav aria-label={t.menu} className="flex h-full min-h-0 flex-col px-2.5 pb-2.5">
      {!inSheet && (
        <div className="flex items-center gap-2 px-2 pt-3 pb-3 text-md font-semibold tracking-tight">
          <WindowMark /> Ventanilla
          <span className="-mr-1.5 ml-auto">
            <Tooltip text={t.keyPalette} keys="mod+k">
              <IconButton label={t.keyPalette} onClick={openPalette}>
                <Command size={15} />
              </IconButton>
            </Tooltip>
          </span>
        </div>
      )}
      <div className={`min-h-0 flex-1 overflow-y-auto p-px ${inSheet ? "pt-3" : ""}`}>
        <div className="flex flex-col gap-0.5">
          {VIEWS.map(({ vista: each, text, icon: Icon }) => (
            <RailLink
              key={text}
              to="/"
              search={{ vista: each }}
              isOn={inInbox && vista === each && !tenant}
              count={counts[each ?? "abiertos"]}
              onPick={onPick}
            >
              <Icon size={16} aria-hidden="true" className="flex-none" /> {t[text] as string}
            </RailLink>
          ))}
          <PageLinks onPick={onPick} />
        </div>
        <div className="flex flex-col gap-0.5">
          <h2 className="px-2 pt-5 pb-1 text-xs font-semibold text-ink-3">{t.navTenants}</h2>
          {desk.yo.tenants.map((each) => (
            <RailLink
              key={each.slug}
              to="/"
              search={{ vista: inInbox ? vista : undefined, tenant: each.slug }}
              isOn={inInbox && tenant === each.slug}
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

function PageLinks({ onPick }: Pick<Props, "onPick">) {
  const t = useTexts();
  const { yo } = useDesk();
  const { pathname } = useLocation();
  return pagesFor(yo).map(({ to, text, icon: Icon }) => (
    <RailLink key={to} to={to} isOn={pathname.startsWith(to)} onPick={onPick}>
      <Icon size={16} aria-hidden="true" className="flex-none" /> {t[text]}
    </RailLink>
  ));
}
