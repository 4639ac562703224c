// How long to wait before the next try. Full jitter: after an outage a thousand browsers spread
// over the whole interval instead of coming back in one wave.

export const MAX_ATTEMPTS = 6;
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Milliseconds to wait before try number `attempt` (1 is the first one after a failure). */
export function backoff(attempt: number, random: () => number, floorMs = 0): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.max(floorMs, Math.round(ceiling * random()));
}

/** After the visible attempts: about every 30 seconds, never all browsers at the same moment. */
export function slowDelay(random: () => number): number {
  return Math.round(LONGEST_MS * (0.8 + 0.4 * random()));
}
