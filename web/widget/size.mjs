// What a page pays for the script tag, in gzip bytes, against its budgets. Run after the build: node size.mjs
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../../src/ventanilla/static/ventanilla/widget/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder));
const gzip = (name) => gzipSync(read(name), { level: 9 }).length;
const parts = Object.values(JSON.parse(read("parts/parts.json")));
const entry = (name) => parts.find((part) => part.isEntry && part.name === name);
const part = (name) => gzip(`parts/${entry(name).file}`);

const folded = gzip("widget.js");
const opened = folded + part("panel") + Math.max(part("es"), part("en"));
const later = parts.filter(({ isEntry }) => !isEntry);

const BUDGETS = [
  ["until it is opened", folded, 6_000],
  ["with the panel", opened, 32_000],
];
for (const [what, bytes, budget] of BUDGETS) {
  process.stdout.write(`widget, ${what}: ${bytes} bytes gzip (budget ${budget})\n`);
  if (bytes > budget) process.exitCode = 1;
}
for (const { name, file } of later) {
  process.stdout.write(`widget, when it is wanted, ${name}: ${gzip(`parts/${file}`)} bytes gzip\n`);
}
