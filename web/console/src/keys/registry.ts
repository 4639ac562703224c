// The keys that do something now, each with what it is called: whoever is on the screen brings its own.
// `g o` is two keys, one after the other.
import { Observable } from "@ventanilla/core";
import { useEffect, useRef } from "react";
import { isPlainKey } from "./plain-key";

export type KeyGroup = "go" | "desk" | "list" | "chat";

export type Shortcut = { keys: string; label: string; group: KeyGroup; run: () => void };

/** How long the second of two keys may take. */
const SECOND_WITHIN_MS = 1_200;

class Keys extends Observable<readonly Shortcut[]> {
  private first: { key: string; at: number } | null = null;

  add(shortcut: Shortcut): () => void {
    this.set([...this.getSnapshot(), shortcut]);
    return () => this.set(this.getSnapshot().filter((each) => each !== shortcut));
  }

  /** What was added last stands above: a dialog's key before the page's. */
  press(event: KeyboardEvent): void {
    if (!isPlainKey(event) || event.key === "Shift") return;
    const first =
      this.first && event.timeStamp - this.first.at < SECOND_WITHIN_MS ? this.first.key : null;
    this.first = null;
    const found =
      (first !== null && this.find(`${first} ${event.key}`)) || this.find(event.key) || undefined;
    if (found) {
      event.preventDefault();
      found.run();
    } else if (this.begins(event.key)) {
      this.first = { key: event.key, at: event.timeStamp };
    }
  }

  private find(keys: string): Shortcut | undefined {
    return this.getSnapshot().findLast((each) => each.keys === keys);
  }

  private begins(key: string): boolean {
    return this.getSnapshot().some((each) => each.keys.startsWith(`${key} `));
  }
}

export const keys = new Keys([]);

/** While the component is there the key does that; null = not now. */
export function useShortcut(
  pressed: string,
  label: string,
  group: KeyGroup,
  run: (() => void) | null,
): void {
  const latest = useRef(run);
  latest.current = run;
  const isOn = run !== null;
  useEffect(() => {
    if (!isOn) return;
    return keys.add({ keys: pressed, label, group, run: () => latest.current?.() });
  }, [pressed, label, group, isOn]);
}
