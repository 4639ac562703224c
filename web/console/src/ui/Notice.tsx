// The face of a list or panel that has nothing to show: what happened, and what to do about it.
import type { ReactNode } from "react";

type Props = { icon?: ReactNode; title: string; children?: ReactNode; alert?: boolean };

export function Notice({ icon, title, children, alert = false }: Props) {
  return (
    <div
      role={alert ? "alert" : undefined}
      className="m-auto flex max-w-80 flex-col items-center gap-1 p-6 text-center"
    >
      {icon && <div className="mb-2 text-ink-3">{icon}</div>}
      <p className="font-medium">{title}</p>
      <div className="flex flex-col items-center gap-3 text-ink-2">{children}</div>
    </div>
  );
}
