// Lines across the transcript: a day, a close, a new chat.

import type { ReactNode } from "react";

export function Divider({ children, strong }: { children: ReactNode; strong?: boolean }) {
  return <div className={`divider${strong ? " strong" : ""}`}>{children}</div>;
}
