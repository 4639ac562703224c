// A key pressed on the page itself: no modifier, nobody typing, nothing open over the desk.

const TYPING = "input, textarea, select, [contenteditable]";
// A menu and a picker float while they are drawn; a tooltip takes no keys.
const OVER = "dialog[open], [popover]:not([role=tooltip])";

export function isPlainKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target instanceof Element && event.target.matches(TYPING)) return false;
  return document.querySelector(OVER) === null;
}
