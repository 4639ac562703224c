// A key of the keyboard, and the keys of a shortcut as this keyboard names them.
import { useTexts } from "../texts";

export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="rounded-[4px] border border-line-strong bg-panel px-1 font-mono text-xs text-ink-3">
      {children}
    </kbd>
  );
}

const isMac = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** `of` is a shortcut as `useShortcut` has it: «e», «mod+k», «g t». */
export function Keys({ of }: { of: string }) {
  const t = useTexts();
  return (
    <span className="flex flex-none gap-1 max-desk:hidden">
      {of.split(" ").map((key) => (
        <Kbd key={key}>{keyName(key, t.enterKey)}</Kbd>
      ))}
    </span>
  );
}

function keyName(key: string, enter: string): string {
  if (key.startsWith("mod+")) return `${isMac ? "⌘" : "Ctrl "}${key.slice(4).toUpperCase()}`;
  if (key === "Enter") return enter;
  if (key === "Escape") return "Esc";
  return /^[A-Z]$/.test(key) ? `⇧${key}` : key;
}
