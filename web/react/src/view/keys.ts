// Keys that belong to an input method are not ours.

import type { KeyboardEvent } from "react";

/** Preact hands out the DOM's own event, React wraps it. Safari ends a composition before its Enter
 * arrives; key code 229 still tells. */
export function isComposing(event: KeyboardEvent): boolean {
  const { isComposing: composing } = (event.nativeEvent ?? event) as { isComposing: boolean };
  return composing || event.keyCode === 229;
}
