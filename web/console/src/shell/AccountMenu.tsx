// Whose desk this is, whether they are in line, who else is; theme, language, the keys, and the way out.
import { ChevronsUpDown } from "lucide-react";
import { lazy, Suspense, useId, useRef, useState } from "react";
import { preferences, type Theme, usePreferences } from "../preferences";
import { useDesk } from "../session/desk-context";
import { canLeave, leave } from "../session/leave";
import { useTeammate } from "../team/use-team";
import { type Language, useTexts } from "../texts";
import { Avatar } from "../ui/Avatar";
import { Kbd } from "../ui/Kbd";
import { Segmented } from "../ui/Segmented";
import { openKeysList } from "./DeskKeys";

const StatusSwitch = lazy(() => import("../team/StatusSwitch"));
const WhoIsThere = lazy(() => import("../team/WhoIsThere"));

const ITEM =
  "flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-left hover:bg-sunk max-desk:min-h-11";

export function AccountMenu() {
  const t = useTexts();
  const { agente } = useDesk().yo;
  const { theme, language } = usePreferences();
  const me = useTeammate(agente.id);
  const [open, setOpen] = useState(false);
  const [showsTeam, setShowsTeam] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useId();

  return (
    // Leaving it in any way folds it: Escape, a click elsewhere, the focus going on.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches what bubbles up to it
    <div
      className="relative mt-2"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        trigger.current?.focus();
      }}
    >
      {open && (
        <div // focusable, so that a click on its ground is not leaving it
          id={panel}
          tabIndex={-1}
          className="floats absolute bottom-full left-0 z-40 mb-1.5 w-60 rounded-md border border-line bg-panel p-1 shadow-float outline-none"
        >
          <Suspense fallback={<div className="h-[84px]" />}>
            <StatusSwitch me={me} />
          </Suspense>
          <button
            type="button"
            className={ITEM}
            onClick={() => {
              setOpen(false);
              setShowsTeam(true);
            }}
          >
            {t.whoIsThere}
          </button>
          <hr className="my-1 border-line" />
          <Segmented<Theme>
            className="px-2 pt-1.5 pb-2"
            label={t.theme}
            value={theme}
            onChoose={(chosen) => preferences.choose({ theme: chosen })}
            options={[
              ["auto", t.themeAuto],
              ["light", t.themeLight],
              ["dark", t.themeDark],
            ]}
          />
          <Segmented<Language>
            className="px-2 pt-1.5 pb-2"
            label={t.language}
            value={language}
            onChoose={(chosen) => preferences.choose({ language: chosen })}
            options={[
              ["es", "Español"],
              ["en", "English"],
            ]}
          />
          <hr className="my-1 border-line" />
          <button
            type="button"
            className={`${ITEM} max-desk:hidden`}
            onClick={() => {
              setOpen(false);
              openKeysList();
            }}
          >
            {t.keys} <span className="ml-auto" /> <Kbd>?</Kbd>
          </button>
          {canLeave && (
            <button type="button" className={ITEM} onClick={() => void leave(t)}>
              {t.logout}
            </button>
          )}
        </div>
      )}
      <button
        ref={trigger}
        type="button"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2.5 rounded-sm p-2 text-left hover:bg-line/60"
      >
        <Avatar name={agente.nombre} state={me?.estado} />
        <span className="min-w-0 flex-1 leading-tight">
          <span className="sr-only">{t.account}: </span>
          <span className="block truncate font-medium">{agente.nombre}</span>
          <span className="block truncate text-sm text-ink-3">{agente.usuario}</span>
        </span>
        <ChevronsUpDown size={14} aria-hidden="true" className="flex-none text-ink-3" />
      </button>
      {showsTeam && (
        <Suspense>
          <WhoIsThere onClose={() => setShowsTeam(false)} />
        </Suspense>
      )}
    </div>
  );
}
