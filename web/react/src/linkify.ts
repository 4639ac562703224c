// Splits a text into words and links. Only http, https and mail addresses become links; nothing is
// ever read as HTML.

import { safeUrl } from "./safeUrl";

export type Part = string | { href: string; label: string };

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

export function linkify(texto: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of texto.matchAll(LINK)) {
    const label = withoutTail(match[0]);
    const href = hrefOf(label);
    if (!href) continue;
    if (match.index > from) parts.push(texto.slice(from, match.index));
    parts.push({ href, label });
    from = match.index + label.length;
  }
  if (from < texto.length) parts.push(texto.slice(from));
  return parts;
}

function hrefOf(label: string): string | null {
  if (label.includes("@") && !/^(https?:|www\.)/i.test(label)) return `mailto:${label}`;
  return safeUrl(/^www\./i.test(label) ? `https://${label}` : label);
}

/** The full stop after an address belongs to the sentence, and so does a bracket opened before it. */
function withoutTail(label: string): string {
  let end = label.length;
  while (end > 0) {
    const char = label[end - 1]!;
    const closes =
      char === ")" && label.slice(0, end).split("(").length < label.slice(0, end).split(")").length;
    if (!closes && !".,;:!?…*]}".includes(char)) break;
    end -= 1;
  }
  return label.slice(0, end);
}
