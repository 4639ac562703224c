// How the desk is laid out: rail, inbox, chat; on a phone one of them at a time.
import { Outlet, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Inbox } from "../inbox/Inbox";
import { Sheet } from "../over/Sheet";
import { useIsPhone, useIsWide } from "../ui/use-screen";
import { ConnectionBar } from "./ConnectionBar";
import { DeskKeys } from "./DeskKeys";
import { Rail } from "./Rail";
import { Reaperturas } from "./Reaperturas";
import { ToastList } from "./ToastList";
import { usePageTitle } from "./use-page-title";

export function DeskLayout() {
  const isPhone = useIsPhone();
  const isWide = useIsWide();
  const { chatId } = useParams({ strict: false });
  const [menuOpen, setMenuOpen] = useState(false);
  const showsInbox = !isPhone || chatId === undefined;
  usePageTitle();

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
      <ToastList />
    </div>
  );
}
