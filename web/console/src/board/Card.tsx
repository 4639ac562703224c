// One picture of the board, with its name.
import type { ReactNode } from "react";

type Props = { title: string; actions?: ReactNode; className?: string; children: ReactNode };

export function Card({ title, actions, className = "", children }: Props) {
  return (
    <section className={`min-w-0 rounded-md border border-line bg-panel p-4 ${className}`}>
      <header className="mb-3 flex min-h-7 items-center gap-3">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
