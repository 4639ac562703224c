// Where a floating box goes: at its anchor, on the other side where there is more room, never off
// the screen. All in px of the viewport.

export type Side = "bottom-start" | "bottom-end" | "top-start" | "top-end";
type Rect = { left: number; right: number; top: number; bottom: number };
type Size = { width: number; height: number };

const GAP = 4;
const EDGE = 8;

export function place(anchor: Rect, box: Size, screen: Size, side: Side) {
  const below = screen.height - anchor.bottom - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  const wantsTop = side.startsWith("top");
  const fits = box.height <= (wantsTop ? above : below);
  const isTop = fits ? wantsTop : above > below;
  const maxHeight = Math.max(0, isTop ? above : below);
  const height = Math.min(box.height, maxHeight);
  const left = side.endsWith("start") ? anchor.left : anchor.right - box.width;
  return {
    left: Math.max(EDGE, Math.min(left, screen.width - box.width - EDGE)),
    top: isTop ? anchor.top - GAP - height : anchor.bottom + GAP,
    maxHeight,
  };
}

/** To the browser's top layer; one without it shows the box where it is, over what is not cut off. */
export function lift(box: HTMLElement): void {
  if (typeof box.showPopover !== "function") return;
  box.popover = "manual";
  box.showPopover();
}
