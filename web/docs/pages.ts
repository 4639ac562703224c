// The pages that show how to embed the chat, and the code of this repository that they tell of.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

export const rootPath = (path: string) => fileURLToPath(new URL(path, ROOT));
export const read = (path: string) => readFileSync(rootPath(path), "utf8");

export const EMBED = read("docs/embed.md");

/** The text under a heading, up to the next one. */
export function section(heading: string): string {
  const after = EMBED.split(new RegExp(`^#+ ${heading}$`, "m"))[1];
  if (!after) throw new Error(`docs/embed.md has no heading «${heading}»`);
  return after.split(/^#+ (?=[A-Z])/m)[0]!;
}

/** What is named in code type in the first `columns` of a section's tables, without what follows a name. */
export function named(heading: string, columns = 1): string[] {
  const rows = section(heading).match(/^\| `.*$/gm) ?? [];
  return rows.flatMap((row) => {
    const cells = row.split(/(?<!\\)\|/).slice(1, 1 + columns);
    return [...cells.join().matchAll(/`([\w:-]+)/g)].map(([, name]) => name!);
  });
}

/** The blocks of that language on a page. */
export function blocks(page: string, language: string): string[] {
  const found = page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"));
  return [...found].map(([, code]) => code!);
}

/** The fields of an interface, as its source has them. */
export function fieldsOf(path: string, name: string): string[] {
  const body = new RegExp(`interface ${name}\\b[^{]*\\{(.*?)^\\}`, "ms").exec(read(path))?.[1];
  if (!body) throw new Error(`${path} has no interface ${name}`);
  return [...body.matchAll(/^ {2}(\w+)[?(:]/gm)].map(([, field]) => field!);
}
