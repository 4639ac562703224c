// Keeps a transcript at its end while one is there, keeps its place when earlier pages come in on
// top, and says when the end has really been seen: at the end, in a window that is looked at.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

type Tail = {
  first: number;
  last: number;
  extra: number;
  /** Notes of agents make it longer too, in between. */
  notes: number;
  isReady: boolean;
  /** Something stands over it: what comes in now is not seen yet. */
  isCovered: boolean;
  onSeen: () => void;
};

const NEAR_PX = 48;

export function useTail({ first, last, extra, notes, isReady, isCovered, onSeen }: Tail) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const was = useRef({ first, last });
  const [hasNews, setHasNews] = useState(false);
  const tell = useRef(onSeen);
  tell.current = onSeen;
  const covered = useRef(isCovered);
  covered.current = isCovered;

  const see = useCallback(() => {
    if (covered.current || !atEnd.current) return;
    if (document.visibilityState !== "visible" || !document.hasFocus()) return;
    tell.current();
  }, []);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    box.scrollTop = box.scrollHeight;
    atEnd.current = true;
    setHasNews(false);
  }, []);

  // `extra` counts what is being sent: it makes the list longer too, and it is the agente's own.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them changes the height
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const cameOnTop = first < was.current.first && was.current.first > 0;
    const cameBelow = last > was.current.last && was.current.last > 0;
    if (cameOnTop) box.scrollTop += box.scrollHeight - height.current;
    else if (atEnd.current) box.scrollTop = box.scrollHeight;
    else if (cameBelow) setHasNews(true);
    height.current = box.scrollHeight;
    was.current = { first, last };
  }, [first, last, extra, notes, isReady]);

  // What is sent is meant to be seen going out.
  useLayoutEffect(() => {
    if (extra > 0) toEnd();
  }, [extra, toEnd]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what has just come may have been seen
  useEffect(() => {
    if (isReady) see();
  }, [last, isReady, isCovered, see]);

  useEffect(() => {
    const box = scroller.current;
    // The composer grows, the window turns: the end stays the end.
    const watch = new ResizeObserver(() => atEnd.current && toEnd());
    if (box) watch.observe(box);
    addEventListener("focus", see);
    document.addEventListener("visibilitychange", see);
    return () => {
      watch.disconnect();
      removeEventListener("focus", see);
      document.removeEventListener("visibilitychange", see);
    };
  }, [see, toEnd]);

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (!atEnd.current) return;
    setHasNews(false);
    if (isReady) see();
  };

  return { scroller, hasNews, toEnd, onScroll };
}
