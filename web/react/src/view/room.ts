// How much room a file takes in the log, known before it is here: nothing moves when it comes.

import type { Adjunto } from "@ventanilla/core";

const WIDEST = 260;
const TALLEST = 320;
/** Smaller ones could not be pressed. */
const LEAST = 48;

export type Picture = Adjunto & { ancho: number; alto: number };

/** The server looked at it and knows its size; SVG is a document. */
export function isPicture(adjunto: Adjunto): adjunto is Picture {
  return /^image\/(?!svg)/.test(adjunto.tipo) && Boolean(adjunto.ancho && adjunto.alto);
}

export function roomFor({ ancho, alto }: Picture): { width: number; height: number } {
  const scale = Math.min(1, WIDEST / ancho, TALLEST / alto);
  const side = (pixels: number) => Math.max(LEAST, Math.round(pixels * scale));
  return { width: side(ancho), height: side(alto) };
}

export function styleFor(adjunto: Adjunto): { width: string; aspectRatio: string } | undefined {
  if (!isPicture(adjunto)) return;
  const { width, height } = roomFor(adjunto);
  return { width: `${width}px`, aspectRatio: `${width} / ${height}` };
}
