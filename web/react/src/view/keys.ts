// What one writes with: keys that belong to an input method are not ours, and a phone's keyboard covers half.

import type { KeyboardEvent } from "react";

/** Preact hands out the DOM's own event, React wraps it. Safari ends a composition before its Enter
 * arrives; key code 229 still tells. */
export function isComposing(event: KeyboardEvent): boolean {
  const { isComposing: composing } = (event.nativeEvent ?? event) as { isComposing: boolean };
  return composing || event.keyCode === 229;
}

/** There is a keyboard that comes up with the focus. */
export function isTouch(): boolean {
  return typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;
}
