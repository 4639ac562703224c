// A text in which addresses are links.

import { linkify } from "../linkify";

export function Linked({ texto }: { texto: string }) {
  return linkify(texto).map((part, index) =>
    typeof part === "string" ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {part.label}
      </a>
    ),
  );
}
