// The head of a page that takes the whole desk: its name, a line about it, what can be done.
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { usePageName } from "../shell/page-name";
import { useTexts } from "../texts";

type Props = {
  title: ReactNode;
  /** What the browser's tab is called; a title that is plain text says it by itself. */
  name?: string | undefined;
  about?: ReactNode;
  children?: ReactNode;
};

export function PageHeader({ title, name, about, children }: Props) {
  const t = useTexts();
  usePageName(name ?? (typeof title === "string" ? title : null));
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-6 py-3.5 max-desk:px-3">
      <Link
        to="/"
        aria-label={t.backToInbox}
        className="-ml-1 grid size-11 flex-none place-items-center rounded-sm text-ink-2 hover:bg-sunk wide:hidden"
      >
        <ChevronLeft size={22} />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-lg font-semibold tracking-tight">{title}</h1>
        {about && <p className="text-sm text-ink-3">{about}</p>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}
