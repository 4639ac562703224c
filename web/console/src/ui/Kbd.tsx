// A key of the keyboard.
const isMac = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** The two keys of the palette, as this keyboard names them. */
export const PALETTE_KEYS = isMac ? "⌘ K" : "Ctrl K";

export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="rounded-[4px] border border-line-strong bg-panel px-1 font-mono text-xs text-ink-3">
      {children}
    </kbd>
  );
}
