// Says what the first page costs, gzipped, and fails where it is more than it may be.
// Run after a build: `npm run size`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUILT = join(
  new URL(".", import.meta.url).pathname,
  "../../../src/ventanilla/static/ventanilla/console",
);
const BASE = "/static/ventanilla/console/";
const MAY_BE_KB = 180;

const html = readFileSync(join(BUILT, "index.html"), "utf8");
const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) =>
  path.replace(BASE, ""),
);
const sizes = ["index.html", ...files].map((name) => {
  const bytes = gzipSync(readFileSync(join(BUILT, name))).length;
  return { name, kb: bytes / 1000 };
});
const total = sizes.reduce((sum, { kb }) => sum + kb, 0);
for (const { name, kb } of sizes)
  process.stdout.write(`${kb.toFixed(1).padStart(7)} kB  ${name}\n`);
process.stdout.write(`${total.toFixed(1).padStart(7)} kB  first load (at most ${MAY_BE_KB})\n`);
if (total > MAY_BE_KB) process.exitCode = 1;
