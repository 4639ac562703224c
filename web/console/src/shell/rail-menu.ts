// Where there is no room for the rail, a page opens it as a sheet.
import { createContext, useContext } from "react";

export const RailMenuContext = createContext<(() => void) | null>(null);

/** Null where the rail is on the screen anyway. */
export const useOpenRail = (): (() => void) | null => useContext(RailMenuContext);
