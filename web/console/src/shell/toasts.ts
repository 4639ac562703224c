// Short notices over the desk: what has just been done, or who is back. Each goes by itself.
import { Observable } from "@ventanilla/core";
import type { TenantRef } from "../wire";

export type Toast = {
  id: string;
  title: string;
  text?: string;
  tenant?: TenantRef;
  action?: { label: string; run: () => void };
  lastsMs: number;
};

const SHORT_MS = 4_000;
const SHOWN = 3;

class Toasts extends Observable<readonly Toast[]> {
  private count = 0;

  /** One of the same id takes the other's place. */
  show(toast: Omit<Toast, "id" | "lastsMs"> & Partial<Toast>): void {
    const id = toast.id ?? `${++this.count}`;
    const others = this.getSnapshot().filter((each) => each.id !== id);
    this.set([...others, { lastsMs: SHORT_MS, ...toast, id }].slice(-SHOWN));
  }

  dismiss(id: string): void {
    this.set(this.getSnapshot().filter((each) => each.id !== id));
  }
}

export const toasts = new Toasts([]);

/** The notice that a chat has come back; whoever opens the chat has seen it. */
export const toastOf = (chatId: number): string => `reapertura-${chatId}`;
