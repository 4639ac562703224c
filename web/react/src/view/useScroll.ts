// Keeps the transcript where the reader has it: at the end while they are at the end, and unmoved
// while earlier messages come in above.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_END = 48;

export interface Scroll {
  atEnd: boolean;
  onScroll(): void;
  toEnd(): void;
}

export function useScroll(
  ref: RefObject<HTMLElement | null>,
  firstKey: string | undefined,
  drawn: readonly unknown[],
): Scroll {
  const [atEnd, setAtEnd] = useState(true);
  const stays = useRef(true);
  const before = useRef({ firstKey, fromEnd: 0 });

  const toEnd = useCallback(() => {
    const element = ref.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [ref]);

  const onScroll = useCallback(() => {
    const element = ref.current;
    if (!element) return;
    const fromEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
    before.current.fromEnd = element.scrollHeight - element.scrollTop;
    stays.current = fromEnd < NEAR_END;
    setAtEnd(stays.current);
  }, [ref]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever else it draws moves the rows
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    if (stays.current) toEnd();
    else if (before.current.firstKey !== firstKey) {
      element.scrollTop = element.scrollHeight - before.current.fromEnd;
    }
    before.current = { firstKey, fromEnd: element.scrollHeight - element.scrollTop };
  }, [firstKey, ...drawn]);

  useEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => stays.current && toEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, toEnd]);

  return { atEnd, onScroll, toEnd };
}
