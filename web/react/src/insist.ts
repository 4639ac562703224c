// Parts that nobody asks for by hand: tried again, ever more seldom, until they are here.

import { useEffect, useState } from "react";
import type { Later } from "./later";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

const insisted = new WeakMap<Later<unknown>, Promise<unknown>>();

/** However many ask, it is tried once at a time. */
export function insist<T>(part: Later<T>): Promise<T> {
  const trying = (insisted.get(part) as Promise<T> | undefined) ?? untilHere(part);
  insisted.set(part, trying);
  return trying;
}

async function untilHere<T>(part: Later<T>): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await part.fetch();
    } catch {
      await new Promise((done) => setTimeout(done, waitMs));
    }
  }
}

/** Null until it is here; drawn again then. */
export function useInsisted<T>(part: Later<T>): T | null {
  const [, setHere] = useState(part.value);
  useEffect(() => {
    if (part.value) return;
    let listening = true;
    void insist(part).then((value) => listening && setHere(() => value));
    return () => {
      listening = false;
    };
  }, [part]);
  return part.value;
}
