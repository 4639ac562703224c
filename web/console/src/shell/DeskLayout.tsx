// How the desk is laid out: the rail, and beside it inbox and chat or a page of full width.
import { Outlet } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { Sheet } from "../over/Sheet";
import { PaletteHost } from "../palette/PaletteHost";
import { useIsWide } from "../ui/use-screen";
import { ConnectionBar } from "./ConnectionBar";
import { DeskKeys } from "./DeskKeys";
import { Rail } from "./Rail";
import { Reaperturas } from "./Reaperturas";
import { RailMenuContext } from "./rail-menu";
import { ToastList } from "./ToastList";

export function DeskLayout() {
  const isWide = useIsWide();
  const [menuOpen, setMenuOpen] = useState(false);
  const openMenu = useCallback(() => setMenuOpen(true), []);

  return (
    <RailMenuContext value={isWide ? null : openMenu}>
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
        <DeskKeys />
        <PaletteHost />
        <Reaperturas />
        <ToastList />
      </div>
    </RailMenuContext>
  );
}
