// From where a message was written: the record, or the screen.

import type { Contexto } from "@ventanilla/core";
import { safeUrl } from "../linkify";
import { Clip } from "./Icons";

export function ContextChip({ contexto, lead }: { contexto: Contexto; lead?: string }) {
  const { titulo, pantalla } = contexto;
  const url = safeUrl(contexto.url);
  const label = [...new Set([pantalla, titulo].filter(Boolean))].join(", ");
  const inside = (
    <>
      <Clip />
      {lead && <span className="quiet">{lead}</span>}
      <span className="chip-label">{label}</span>
    </>
  );
  return url ? (
    <a className="chip" href={url} target="_blank" rel="noopener noreferrer">
      {inside}
    </a>
  ) : (
    <span className="chip">{inside}</span>
  );
}
