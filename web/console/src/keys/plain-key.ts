// A key pressed on the page itself: no modifier, nobody typing, nothing open over the desk.

const TYPING = "input, textarea, select, [contenteditable]";
const OVER = "dialog[open]";

export function isPlainKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target instanceof Element && event.target.matches(TYPING)) return false;
  return document.querySelector(OVER) === null;
}
