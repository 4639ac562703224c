// What is on its way, in the shape it will have: nothing jumps when it comes.
import type { ReactNode } from "react";
import { useTexts } from "../texts";

const WIDTHS = ["w-3/5", "w-4/5", "w-2/5", "w-2/3", "w-1/2"];

/** Lines of text. */
export function SkeletonLines({ lines = 4 }: { lines?: number }) {
  return (
    <Waiting>
      <span className="flex flex-col gap-3">
        {numbers(lines).map((line) => (
          <span key={line} className={`skeleton h-3.5 ${WIDTHS[line % WIDTHS.length]}`} />
        ))}
      </span>
    </Waiting>
  );
}

/** Rows of a table or list. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  return (
    <Waiting>
      {numbers(rows).map((row) => (
        <span key={row} className="flex items-center gap-4 border-b border-line px-3 py-2.5">
          <span className={`skeleton h-3.5 ${WIDTHS[row % WIDTHS.length]}`} />
          <span className="skeleton ml-auto h-3.5 w-16" />
        </span>
      ))}
    </Waiting>
  );
}

function Waiting({ children }: { children: ReactNode }) {
  const t = useTexts();
  return (
    <div role="status" className="w-full">
      <span className="sr-only">{t.loading}</span>
      {children}
    </div>
  );
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
