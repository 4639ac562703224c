// A short list with a bar behind each figure: reasons, ratings, hours. Each line may lead to its chats.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DeskSearch } from "../desk-search";

export type Line = { key: string; name: ReactNode; n: number; search?: DeskSearch };

export function Bars({ lines }: { lines: readonly Line[] }) {
  const most = Math.max(1, ...lines.map(({ n }) => n));
  return (
    <ul className="flex flex-col gap-1">
      {lines.map(({ key, name, n, search }) => {
        const content = (
          <>
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="font-medium">{n}</span>
            <span
              aria-hidden="true"
              className="absolute inset-y-0 left-0 -z-10 rounded-sm bg-accent-soft"
              style={{ width: `${(n / most) * 100}%` }}
            />
          </>
        );
        const look = "relative isolate flex items-center gap-3 rounded-sm px-2 py-1.5";
        return (
          <li key={key}>
            {search && n > 0 ? (
              <Link
                to="/"
                search={search}
                className={`focus-inside ${look} hover:ring-1 hover:ring-line-strong`}
              >
                {content}
              </Link>
            ) : (
              <div className={look}>{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The 24 hours of a day, side by side. */
export function HourBars({
  hours,
  label,
}: {
  hours: readonly { hora: number; abiertos: number }[];
  label: string;
}) {
  const most = Math.max(1, ...hours.map(({ abiertos }) => abiertos));
  return (
    <div>
      <ol aria-label={label} className="flex h-24 items-end gap-[3px]">
        {hours.map(({ hora, abiertos }) => (
          <li key={hora} title={`${hora} h: ${abiertos}`} className="flex h-full flex-1 items-end">
            <span className="sr-only">{`${hora} h: ${abiertos}`}</span>
            <span
              aria-hidden="true"
              className={`w-full rounded-t-[2px] ${abiertos > 0 ? "bg-accent" : "bg-line"}`}
              style={{ height: `${Math.max(2, (abiertos / most) * 100)}%` }}
            />
          </li>
        ))}
      </ol>
      <div aria-hidden="true" className="mt-1 flex justify-between text-xs text-ink-3">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour}>{hour} h</span>
        ))}
      </div>
    </div>
  );
}

/** Open against closed, as one bar. */
export function Share({ open, closed, text }: { open: number; closed: number; text: string }) {
  const all = Math.max(1, open + closed);
  return (
    <span className="flex h-2.5 min-w-24 overflow-hidden rounded-full bg-sunk" title={text}>
      <span className="sr-only">{text}</span>
      <span aria-hidden="true" className="bg-wait" style={{ width: `${(open / all) * 100}%` }} />
      <span
        aria-hidden="true"
        className="bg-accent-line"
        style={{ width: `${(closed / all) * 100}%` }}
      />
    </span>
  );
}
