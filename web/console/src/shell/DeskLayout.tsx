// How the desk is laid out: rail, inbox, chat; on a phone one of them at a time.
import { Outlet, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Toaster } from "sonner";
import { Inbox } from "../inbox/Inbox";
import { loadSoon, Sheet } from "../over/lazy";
import { usePreferences } from "../preferences";
import { useTexts } from "../texts";
import { useIsPhone, useIsWide } from "../ui/use-screen";
import { ConnectionBar } from "./ConnectionBar";
import { DeskKeys } from "./DeskKeys";
import { Rail } from "./Rail";
import { Reaperturas } from "./Reaperturas";
import { usePageTitle } from "./use-page-title";

export function DeskLayout() {
  const t = useTexts();
  const { theme } = usePreferences();
  const isPhone = useIsPhone();
  const isWide = useIsWide();
  const { chatId } = useParams({ strict: false });
  const [menuOpen, setMenuOpen] = useState(false);
  const showsInbox = !isPhone || chatId === undefined;
  usePageTitle();
  useEffect(loadSoon, []);

  return (
    <div className="flex h-full flex-col">
      <ConnectionBar />
      <div className="grid min-h-0 flex-1 desk:grid-cols-[320px_minmax(0,1fr)] wide:grid-cols-[204px_348px_minmax(0,1fr)]">
        {isWide && (
          <div className="border-r border-line bg-sunk">
            <Rail />
          </div>
        )}
        {showsInbox && <Inbox onMenu={isWide ? null : () => setMenuOpen(true)} />}
        {(!isPhone || chatId !== undefined) && <Outlet />}
      </div>
      {menuOpen && !isWide && (
        <Sheet title="Ventanilla" side="left" onClose={() => setMenuOpen(false)}>
          <Rail inSheet onPick={() => setMenuOpen(false)} />
        </Sheet>
      )}
      <DeskKeys />
      <Reaperturas />
      <Toaster
        theme={theme === "auto" ? "system" : theme}
        position={isPhone ? "top-center" : isWide ? "bottom-right" : "bottom-left"}
        containerAriaLabel={t.notices}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "flex w-full items-start gap-3 rounded-md border border-line bg-panel p-3 text-base text-ink shadow-float",
            content: "min-w-0 flex-1",
            title: "font-medium",
            description: "text-ink-2 line-clamp-2",
            actionButton: "self-center font-medium whitespace-nowrap text-accent",
          },
        }}
      />
    </div>
  );
}
