// A word on a chat: waiting is amber, coming back after a close is blue, the rest is quiet.
import type { ReactNode } from "react";

const LOOKS = {
  plain: "bg-sunk text-ink-2 ring-1 ring-line ring-inset",
  back: "bg-info-soft text-info",
  wait: "bg-wait-soft text-wait",
  danger: "bg-danger-soft text-danger",
} as const;

export function Tag({
  look = "plain",
  color,
  children,
}: {
  look?: keyof typeof LOOKS;
  /** The dot before a tag that soporte has given a colour. */
  color?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span
      className={`inline-flex max-w-full items-center gap-1 rounded-[5px] px-1.5 py-px text-xs font-medium whitespace-nowrap ${LOOKS[look]}`}
    >
      {color && <Dot color={color} />}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A tag's or a team's own colour. */
export const Dot = ({ color }: { color: string }) => (
  <span
    aria-hidden="true"
    className="inline-block size-2 flex-none rounded-full"
    style={{ background: color }}
  />
);
