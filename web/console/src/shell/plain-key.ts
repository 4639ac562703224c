// Whether a key pressed on the page is the desk's: nobody typing, nothing open over the desk.

const TYPING = "input, textarea, select, [contenteditable]";
const OVER = "dialog[open], [data-float]";

export const isTyping = ({ target }: Event): boolean =>
  target instanceof Element && target.matches(TYPING);

export const isFree = (): boolean => document.querySelector(OVER) === null;
