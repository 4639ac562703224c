// One line of the rail: what it leads to, and how many chats are there.
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A link is current where it leads to what is shown, not to a part of it. */
export const EXACTLY = { exact: true, includeSearch: true, explicitUndefined: true };

type Props = Pick<LinkProps, "to" | "search" | "params"> & {
  isOn: boolean;
  count?: string | undefined;
  onPick: (() => void) | undefined;
  children: ReactNode;
};

export function RailLink({ isOn, count, onPick, children, ...where }: Props) {
  return (
    <Link
      {...where}
      activeOptions={EXACTLY}
      aria-current={isOn ? "page" : undefined}
      onClick={onPick}
      className="flex items-center gap-2.5 rounded-sm px-2 py-1.5 text-ink-2 hover:bg-line/60 hover:text-ink aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line max-desk:min-h-11"
    >
      {children}
      {count !== undefined && <span className="ml-auto pl-2 text-sm font-normal">{count}</span>}
    </Link>
  );
}
