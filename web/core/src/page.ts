// The page that we live in: shown, hidden, put away, without a network, asleep.

const TICK_MS = 5_000;
/** So late a tick means that the machine slept, or that the tab was hidden and slowed down. */
const JUMP_MS = 15_000;

export function watchPage(wake: () => void, doubt: () => void, freeze: () => void): () => void {
  if (typeof window === "undefined") return () => {};
  const shown = () => {
    if (document.visibilityState === "visible") wake();
  };
  const end = new AbortController();
  const on = (target: EventTarget, name: string, run: () => void) =>
    target.addEventListener(name, run, { signal: end.signal });
  on(window, "online", wake);
  on(window, "pageshow", wake);
  on(window, "offline", doubt);
  on(window, "pagehide", freeze);
  on(document, "visibilitychange", shown);
  const clock = watchClock(shown);
  return () => {
    end.abort();
    clearInterval(clock);
  };
}

/** No event tells that a machine has slept; the clock does. */
function watchClock(jumped: () => void): ReturnType<typeof setInterval> {
  let last = Date.now();
  return setInterval(() => {
    const now = Date.now();
    if (now - last > JUMP_MS) jumped();
    last = now;
  }, TICK_MS);
}
