// What a part deep inside the panel lays over all of it; null takes it away.

import { createContext, type ReactNode } from "react";

export const OverContext = createContext<(over: ReactNode) => void>(() => {});
