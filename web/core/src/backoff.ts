// How long to wait before the next try: half of it fixed, half by chance. After an outage a thousand
// browsers do not come back in one wave, and none has used up its visible tries in a few seconds.

export const MAX_ATTEMPTS = 6;
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Milliseconds to wait before try number `attempt` (1 is the first one after a failure). */
export function backoff(attempt: number, random: () => number, floorMs = 0): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.max(floorMs, Math.round((ceiling / 2) * (1 + random())));
}

/** After the visible attempts: about every 30 seconds, never all browsers at the same moment. */
export function slowDelay(random: () => number): number {
  return Math.round(LONGEST_MS * (0.8 + 0.4 * random()));
}
