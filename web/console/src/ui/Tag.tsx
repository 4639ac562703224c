// A word on a chat: waiting is amber, coming back after a close is blue, the rest is quiet.
import type { ReactNode } from "react";

const LOOKS = {
  plain: "bg-sunk text-ink-2 ring-1 ring-line ring-inset",
  back: "bg-info-soft text-info",
  wait: "bg-wait-soft text-wait",
} as const;

export function Tag({
  look = "plain",
  children,
}: {
  look?: keyof typeof LOOKS;
  children: ReactNode;
}) {
  return (
    <span
      className={`rounded-[5px] px-1.5 py-px text-xs font-medium whitespace-nowrap ${LOOKS[look]}`}
    >
      {children}
    </span>
  );
}
