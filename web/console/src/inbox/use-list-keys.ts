// j and k walk down and up the list; the focus is the cursor, so Enter opens what it is on.
import { type RefObject, useEffect } from "react";
import type { VirtualizerHandle } from "virtua";
import { isPlainKey } from "../shell/plain-key";
import type { BandejaFila } from "../wire";

type Walk = {
  rows: readonly BandejaFila[];
  openId: number | null;
  virtual: RefObject<VirtualizerHandle | null>;
};

export function useListKeys({ rows, openId, virtual }: Walk): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (step === 0 || rows.length === 0 || !isPlainKey(event)) return;
      event.preventDefault();
      const next = rows[nextIndex(rows, focusedId() ?? openId, step)]!;
      virtual.current?.scrollToIndex(rows.indexOf(next), { align: "nearest" });
      focusSoon(next.id);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [rows, openId, virtual]);
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
