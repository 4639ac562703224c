// Opens the rail where there is no room for it; null where it stands on the page.
import { createContext } from "react";

export const MenuContext = createContext<(() => void) | null>(null);
