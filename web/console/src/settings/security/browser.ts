// What a browser calls itself, in two words.

const BROWSERS = [
  ["Edge", /Edg\//],
  ["Opera", /OPR\//],
  ["Firefox", /Firefox\//],
  ["Chrome", /Chrom(e|ium)\//],
  ["Safari", /Safari\//],
] as const;
const SYSTEMS = [
  ["Android", /Android/],
  ["iPhone", /iPhone|iPad/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
] as const;

const first = (names: readonly (readonly [string, RegExp])[], text: string): string | undefined =>
  names.find(([, sign]) => sign.test(text))?.[0];

/** «Firefox, Windows»; or the beginning of what it said. */
export function browserOf(agent: string): string {
  const names = [first(BROWSERS, agent), first(SYSTEMS, agent)].filter(Boolean);
  return names.length > 0 ? names.join(", ") : agent.slice(0, 40) || "—";
}
