// j and k walk down and up the list; the focus is the cursor, so Enter opens what it is on.
import type { RefObject } from "react";
import type { VirtualizerHandle } from "virtua";
import { useShortcut } from "../shell/shortcuts";
import { useTexts } from "../texts";
import type { BandejaFila } from "../wire";

type Walk = {
  rows: readonly BandejaFila[];
  openId: number | null;
  virtual: RefObject<VirtualizerHandle | null>;
};

export function useListKeys({ rows, openId, virtual }: Walk): void {
  const t = useTexts();
  const walk = (key: string) => {
    if (rows.length === 0) return false;
    const next = rows[nextIndex(rows, focusedId() ?? openId, key === "j" ? 1 : -1)]!;
    virtual.current?.scrollToIndex(rows.indexOf(next), { align: "nearest" });
    focusSoon(next.id);
  };
  useShortcut(["j", "k"], t.keyMove, walk, t.inbox);
  useShortcut("Enter", t.keyOpen, null, t.inbox); // the focused row is a link
}

function nextIndex(rows: readonly BandejaFila[], fromId: number | null, step: number): number {
  const from = rows.findIndex((row) => row.id === fromId);
  if (from < 0) return 0;
  return Math.min(rows.length - 1, Math.max(0, from + step));
}

function focusedId(): number | null {
  const chat = (document.activeElement as HTMLElement | null)?.dataset.chat;
  return chat === undefined ? null : Number(chat);
}

// A row that was scrolled out of the list has to be drawn before it can be focused.
function focusSoon(id: number, tries = 5): void {
  const row = document.querySelector<HTMLElement>(`[data-chat="${id}"]`);
  if (row) row.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusSoon(id, tries - 1));
}
