// Where something that floats goes: under what it belongs to, above it where there is no room, and
// never over the edge of the window.

type Box = { left: number; top: number; width: number; height: number };

const GAP = 6;
const EDGE = 8;

export function place(
  anchor: Box,
  panel: { width: number; height: number },
  room: { width: number; height: number },
  align: "start" | "end" = "start",
): { left: number; top: number } {
  const wanted = align === "start" ? anchor.left : anchor.left + anchor.width - panel.width;
  const left = clamp(wanted, EDGE, room.width - panel.width - EDGE);
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - panel.height - GAP;
  const fitsBelow = below + panel.height <= room.height - EDGE;
  const top = fitsBelow || above < EDGE ? below : above;
  return { left, top: clamp(top, EDGE, room.height - panel.height - EDGE) };
}

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, high));
