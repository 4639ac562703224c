// Parts that are fetched when they are wanted for the first time. A part that did not arrive can be asked
// for again; one that is here is drawn at once.

import { useEffect, useState } from "react";
import type { Idioma } from "./texts";

export class Later<T> {
  value: T | null = null;
  #load: () => Promise<T>;
  #pending: Promise<T> | null = null;

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
