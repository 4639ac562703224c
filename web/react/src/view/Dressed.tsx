// The panel's styles, for parts that are drawn without it.

import type { ReactNode } from "react";
import { useSheet } from "../root";
import css from "./panel.css?inline";

export function Dressed({ children }: { children: ReactNode }) {
  useSheet(css);
  return <>{children}</>;
}
