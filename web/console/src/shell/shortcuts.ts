// The keys of the desk in one place: whoever is on the screen adds theirs, and `?` lists them all.
//
// A shortcut is a key as the browser names it («j», «?», «Escape», «A» with Shift), «mod+k» for Ctrl or
// ⌘, or two keys one after the other, «g t». Plain keys rest while one types and while something is
// open over the desk.
import { Observable } from "@ventanilla/core";
import { useEffect, useRef } from "react";
import { isFree, isTyping } from "./plain-key";

export type Shortcut = {
  keys: readonly string[];
  label: string;
  /** Under which heading it is listed; general ones have none. */
  group?: string;
  /** False leaves the key to others. None where the browser does it itself: it is only listed. */
  run: ((key: string) => unknown) | null;
};

const BETWEEN_MS = 1_000;

export class Shortcuts extends Observable<readonly Shortcut[]> {
  private before: { key: string; at: number } | null = null;

  /** Gives back the way to take it out again. */
  add(shortcut: Shortcut): () => void {
    this.set([...this.getSnapshot(), shortcut]);
    return () => this.set(this.getSnapshot().filter((each) => each !== shortcut));
  }

  press(event: KeyboardEvent): void {
    const key = keyOf(event);
    if (key === null) return;
    const sequence = this.inSequence(key, event.timeStamp);
    const isTaken = (sequence !== null && this.run(sequence)) || this.run(key);
    this.before = isTaken ? null : { key, at: event.timeStamp };
    if (isTaken) event.preventDefault();
  }

  private inSequence(key: string, now: number): string | null {
    const { before } = this;
    return before && now - before.at < BETWEEN_MS ? `${before.key} ${key}` : null;
  }

  /** The one that came last comes first: what was opened over the rest. */
  private run(key: string): boolean {
    return this.getSnapshot()
      .toReversed()
      .some((each) => each.run !== null && each.keys.includes(key) && each.run(key) !== false);
  }
}

function keyOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.altKey || event.isComposing || !isFree()) return null;
  if (event.ctrlKey || event.metaKey) return `mod+${event.key.toLowerCase()}`;
  return isTyping(event) ? null : event.key;
}

export const shortcuts = new Shortcuts([]);

/** `run` may change at each drawing; `null` keys turn it off. */
export function useShortcut(
  keys: string | readonly string[] | null,
  label: string,
  run: Shortcut["run"],
  group?: string,
): void {
  const latest = useRef(run);
  latest.current = run;
  const listed = run === null;
  const joined = keys === null ? null : [keys].flat().join("\n");
  useEffect(() => {
    if (joined === null) return;
    return shortcuts.add({
      keys: joined.split("\n"),
      label,
      run: listed ? null : (key) => latest.current?.(key),
      ...(group ? { group } : {}),
    });
  }, [joined, label, listed, group]);
}
