// The head of a page of full width: its name, what can be done, and the way back where the rail is
// not on the screen. It names the tab too.
import { Link, type LinkProps } from "@tanstack/react-router";
import { ChevronLeft, Menu } from "lucide-react";
import type { ReactNode } from "react";
import { useOpenRail } from "../shell/rail-menu";
import { usePageTitle } from "../shell/use-page-title";
import { useTexts } from "../texts";
import { IconButton } from "./Button";
import { useIsPhone } from "./use-screen";

type Props = {
  title: string;
  /** A line under the name. */
  hint?: ReactNode;
  /** Before the name: a tenant's mark. */
  mark?: ReactNode;
  /** Where one goes back to on a phone; the inbox unless said. */
  back?: LinkProps["to"];
  /** Buttons and filters, at the end of the line. */
  children?: ReactNode;
};

export function PageHeader({ title, hint, mark, back = "/", children }: Props) {
  usePageTitle(title);
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-6 py-3 max-desk:px-3">
      <WayBack back={back} />
      {mark}
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-lg leading-tight font-semibold">{title}</h1>
        {hint && <p className="truncate text-sm text-ink-3">{hint}</p>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}

function WayBack({ back }: { back: LinkProps["to"] }) {
  const t = useTexts();
  const isPhone = useIsPhone();
  const openRail = useOpenRail();
  if (isPhone) {
    return (
      <Link
        to={back}
        aria-label={back === "/" ? t.backToInbox : t.goBack}
        className="-ml-1 grid size-11 flex-none place-items-center rounded-sm text-ink-2 hover:bg-sunk"
      >
        <ChevronLeft size={22} />
      </Link>
    );
  }
  if (!openRail) return null;
  return (
    <IconButton label={t.menu} onClick={openRail} className="-ml-1.5">
      <Menu size={20} />
    </IconButton>
  );
}
