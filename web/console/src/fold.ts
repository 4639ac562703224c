// Finding by what was typed, whatever its accents and capitals.

export const fold = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well a text answers a query: 0 where it does not, more where the words stand nearer its start. */
export function rank(text: string, query: string): number {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const where = fold(text);
  let least = BEGINS;
  for (const word of words) {
    const at = rankWord(where, word);
    if (at === 0) return 0;
    least = Math.min(least, at);
  }
  return least;
}

const BEGINS = 4;
const BEGINS_A_WORD = 3;
const WITHIN = 2;

function rankWord(where: string, word: string): number {
  const at = where.indexOf(word);
  if (at === 0) return BEGINS;
  if (at < 0) return 0;
  return where.split(/[^\p{L}\p{N}]+/u).some((each) => each.startsWith(word))
    ? BEGINS_A_WORD
    : WITHIN;
}

/** True where the query's letters are in the text in this order: «vrch» finds «ver chats». */
export function isScattered(text: string, query: string): boolean {
  const letters = fold(query).replace(/\s+/g, "");
  let found = 0;
  for (const letter of fold(text)) if (letter === letters[found]) found += 1;
  return found === letters.length;
}

/** Those that answer the query, the best first; equals keep their order. */
export function found<T>(items: readonly T[], query: string, textOf: (item: T) => string): T[] {
  if (query.trim() === "") return [...items];
  return items
    .map((item) => ({ item, rank: rank(textOf(item), query) }))
    .filter((each) => each.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map((each) => each.item);
}
