// What someone wrote, as text; addresses can be followed.

import { linkify } from "../linkify";

export function Texto({ texto }: { texto: string }) {
  return (
    <p className="texto" dir="auto">
      {linkify(texto).map((part, index) =>
        typeof part === "string" ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {part.label}
          </a>
        ),
      )}
    </p>
  );
}
