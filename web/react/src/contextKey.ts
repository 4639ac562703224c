// Where a draft belongs: to the record, or to the screen.

import type { Contexto } from "@ventanilla/core";

export function contextKey(contexto: Contexto | undefined): string {
  if (!contexto) return "";
  const { tipo, id, titulo, pantalla } = contexto;
  return id === undefined ? `${pantalla ?? titulo ?? ""}` : `${tipo ?? ""}:${id}`;
}
