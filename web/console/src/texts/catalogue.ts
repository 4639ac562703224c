// What a catalogue of texts is: each text Spanish first, English second; one that needs values is a
// function.
export type Language = "es" | "en";

export type Catalogue = Record<string, readonly [unknown, unknown]>;

type Widen<T> = T extends string ? string : T;

/** The texts of a catalogue in one language. */
export type Words<C extends Catalogue> = { readonly [K in keyof C]: Widen<C[K][0]> };

const PLACE = { es: 0, en: 1 } as const;
const made = new WeakMap<Catalogue, Partial<Record<Language, unknown>>>();

/** The same object for the same catalogue and language: it may be a dependency of an effect. */
export function wordsIn<C extends Catalogue>(catalogue: C, language: Language): Words<C> {
  const known = made.get(catalogue) ?? {};
  made.set(catalogue, known);
  known[language] ??= Object.fromEntries(
    Object.entries(catalogue).map(([key, pair]) => [key, pair[PLACE[language]]]),
  );
  return known[language] as Words<C>;
}
