// Parts that are fetched when they are wanted for the first time. A part that did not arrive can be asked
// for again; one that is here is drawn at once.

import { useEffect, useState } from "react";
import type { Idioma } from "./texts";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export class Later<T> {
  value: T | null = null;
  #load: () => Promise<T>;
  #pending: Promise<T> | null = null;
  #insisted: Promise<T> | null = null;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  fetch(): Promise<T> {
    this.#pending ??= this.#load().then(
      (value) => {
        this.value = value;
        return value;
      },
      (error) => {
        this.#pending = null;
        throw error;
      },
    );
    return this.#pending;
  }

  /** Here in the end: for what nobody will ask for again by hand. */
  insist(): Promise<T> {
    this.#insisted ??= this.#fetchUntilHere();
    return this.#insisted;
  }

  async #fetchUntilHere(): Promise<T> {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      try {
        return await this.fetch();
      } catch {
        await new Promise((done) => setTimeout(done, waitMs));
      }
    }
  }
}

/** A part for each language, because its words come with it. */
export function inIdioma<T>(load: (idioma: Idioma) => Promise<T>): (idioma: Idioma) => Later<T> {
  const parts: Record<Idioma, Later<T>> = {};
  return (idioma) => {
    parts[idioma] ??= new Later(() => load(idioma));
    return parts[idioma];
  };
}

export interface Fetched<T> {
  value: T | null;
  failed: boolean;
  retry(): void;
}

/** The part, fetched at once and until it is here. */
export function useInsisted<T>(part: Later<T>): T | null {
  const [, setHere] = useState(part.value);
  useEffect(() => {
    if (part.value) return;
    let listening = true;
    void part.insist().then((value) => listening && setHere(() => value));
    return () => {
      listening = false;
    };
  }, [part]);
  return part.value;
}

/** The part, fetched from the moment on that it is `wanted`. */
export function useLater<T>(part: Later<T>, wanted = true): Fetched<T> {
  const [failed, setFailed] = useState(false);
  const [, setHere] = useState(part.value);
  useEffect(() => {
    if (!wanted || failed || part.value) return;
    let listening = true;
    part.fetch().then(
      (value) => listening && setHere(() => value),
      () => listening && setFailed(true),
    );
    return () => {
      listening = false;
    };
  }, [part, wanted, failed]);
  return { value: part.value, failed, retry: () => setFailed(false) };
}
