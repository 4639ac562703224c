// A canned reply as it will read; variables without a value are marked.
import type { Piece } from "./canned";

export function Filled({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <p className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
      {pieces.map(({ texto, unknown }, index) =>
        unknown ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
          <mark key={index} className="rounded-[3px] bg-wait-soft px-0.5 text-wait">
            {texto}
          </mark>
        ) : (
          texto
        ),
      )}
    </p>
  );
}
