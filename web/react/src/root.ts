// The shadow root that everything below is drawn in, for those who bring a style sheet of their own.

import { createContext, useContext } from "react";
import { adopt } from "./face/sheets";

export const RootContext = createContext<ShadowRoot | null>(null);

/** These rules are in the root from the first drawing on. */
export function useSheet(css: string | undefined): void {
  const root = useContext(RootContext);
  if (root && css) adopt(root, css);
}
