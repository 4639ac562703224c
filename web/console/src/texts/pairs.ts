// A catalogue: each text in Spanish and in English. A text that needs values is a function.

export type Pairs = Record<string, readonly [unknown, unknown]>;

export type Language = "es" | "en";

type Widen<T> = T extends string ? string : T;

export type Words<C extends Pairs> = { readonly [K in keyof C]: Widen<C[K][0]> };

const PLACE = { es: 0, en: 1 } as const;

export function wordsIn<C extends Pairs>(catalogue: C, language: Language): Words<C> {
  const entries = Object.entries(catalogue).map(([key, pair]) => [key, pair[PLACE[language]]]);
  return Object.fromEntries(entries) as Words<C>;
}
