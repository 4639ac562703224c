// j and k walk down and up the list, the focus is the cursor, so Enter opens what it is on; x chooses it,
// Shift with j and k chooses on the way, and what is chosen is assigned, tagged and closed by one key.
import { type RefObject, useEffect } from "react";
import type { VirtualizerHandle } from "virtua";
import { isPlainKey } from "../keys/plain-key";
import { useShortcut } from "../keys/registry";
import { useTexts } from "../texts";
import type { BandejaFila } from "../wire";
import type { Selection } from "./selection";

type Walk = {
  rows: readonly BandejaFila[];
  openId: number | null;
  virtual: RefObject<VirtualizerHandle | null>;
  selection: Selection;
};

const press = (name: string) => () =>
  document.querySelector<HTMLElement>(`[data-key="${name}"]`)?.click();

export function useListKeys({ rows, openId, virtual, selection }: Walk): void {
  const t = useTexts();
  const isChoosing = selection.ids.size > 0;
  useShortcut("x", t.keySelect, "list", () => {
    const id = focusedId() ?? openId;
    if (id !== null) selection.toggle(id);
  });
  useShortcut("Escape", t.selectNone, "list", isChoosing ? selection.none : null);
  useShortcut("a", t.keyAssign, "list", isChoosing ? press("bulk-assign") : null);
  useShortcut("t", t.keyTag, "list", isChoosing ? press("bulk-tag") : null);
  useShortcut("e", t.keyClose, "list", isChoosing ? press("bulk-close") : null);

  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const all = (event.metaKey || event.ctrlKey) && event.key === "a" && focusedId() !== null;
      if (all) {
        event.preventDefault();
        selection.all();
        return;
      }
      const step = { j: 1, J: 1, k: -1, K: -1 }[event.key] ?? 0;
      if (step === 0 || rows.length === 0 || !isPlainKey(event)) return;
      event.preventDefault();
      const next = rows[nextIndex(rows, focusedId() ?? openId, step)]!;
      virtual.current?.scrollToIndex(rows.indexOf(next), { align: "nearest" });
      focusSoon(next.id);
      if (event.shiftKey) selection.extendTo(next.id);
    };
    document.addEventListener("keydown", walk);
    return () => document.removeEventListener("keydown", walk);
  }, [rows, openId, virtual, selection]);
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
