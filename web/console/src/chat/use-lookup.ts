// Looking something up while one writes: what is asked for before the caret, what there is, which one is meant.
import { type KeyboardEvent, useEffect, useState } from "react";

type Asked = { from: number; word: string };

export type Lookup<T> = {
  isOpen: boolean;
  word: string;
  from: number;
  items: readonly T[];
  active: number;
  point: (index: number) => void;
  /** Whether the key was the list's. */
  press: (event: KeyboardEvent) => boolean;
};

type Options<T> = {
  before: string;
  asked: (before: string) => Asked | null;
  find: (word: string) => readonly T[];
  onPick: (item: T, from: number) => void;
};

export function useLookup<T>({ before, asked, find, onPick }: Options<T>): Lookup<T> {
  const [active, point] = useState(0);
  const [left, setLeft] = useState<number | null>(null);
  const found = asked(before);
  const from = found?.from ?? -1;
  const word = found?.word ?? "";
  const isOpen = found !== null && from !== left;
  const items = isOpen ? find(word) : [];

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at the top
  useEffect(() => point(0), [from, word]);
  useEffect(() => {
    if (from === -1) setLeft(null);
  }, [from]);

  const press = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    const item = items[active];
    if (event.key === "Escape") setLeft(from);
    else if (event.key === "ArrowDown" && items.length > 0) point((active + 1) % items.length);
    else if (event.key === "ArrowUp" && items.length > 0) {
      point((active - 1 + items.length) % items.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && item) {
      onPick(item, from);
    } else return false;
    event.preventDefault();
    return true;
  };

  return { isOpen, word, from, items, active, point, press };
}
