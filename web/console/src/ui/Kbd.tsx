// A key of the keyboard.
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="rounded-[4px] border border-line-strong bg-panel px-1 font-mono text-xs text-ink-3">
      {children}
    </kbd>
  );
}
