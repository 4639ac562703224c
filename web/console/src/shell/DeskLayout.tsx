// How the desk is laid out: the rail, and beside it the inbox with its chats, or a page of its own.
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { PageTitle } from "../alerts/PageTitle";
import { useFreshQueries } from "../data/queries";
import { Sheet } from "../over/Sheet";
import { useLiveTeam } from "../team/use-team";
import { useIsWide } from "../ui/use-screen";
import { ConnectionBar } from "./ConnectionBar";
import { DeskKeys } from "./DeskKeys";
import { MenuContext } from "./menu-context";
import { Rail } from "./Rail";
import { Reaperturas } from "./Reaperturas";
import { ToastList } from "./ToastList";

const Watch = lazy(() => import("../alerts/Watch"));
const Presence = lazy(() => import("../team/Presence"));

export function DeskLayout() {
  const isWide = useIsWide();
  const [menuOpen, setMenuOpen] = useState(false);
  useFreshQueries();
  useLiveTeam();

  return (
    <MenuContext.Provider value={isWide ? null : () => setMenuOpen(true)}>
      <div className="flex h-full flex-col">
        <ConnectionBar />
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] wide:grid-cols-[208px_minmax(0,1fr)]">
          {isWide && (
            <div className="min-h-0 border-r border-line bg-sunk">
              <Rail />
            </div>
          )}
          <Outlet />
        </div>
        {menuOpen && !isWide && (
          <Sheet title="Ventanilla" side="left" onClose={() => setMenuOpen(false)}>
            <Rail inSheet onPick={() => setMenuOpen(false)} />
          </Sheet>
        )}
        <PageTitle />
        <DeskKeys />
        <Reaperturas />
        <Suspense>
          <Watch />
          <Presence />
        </Suspense>
        <ToastList />
      </div>
    </MenuContext.Provider>
  );
}
