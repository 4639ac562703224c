// What a page pays for the script tag, in gzip bytes, against its budgets. Run after the build: node size.mjs
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../../src/ventanilla/static/ventanilla/widget/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder));
const gzip = (name) => gzipSync(read(name), { level: 9 }).length;
const manifest = JSON.parse(read("parts/parts.json"));
const parts = Object.values(manifest);
const weigh = ({ file }) => gzip(`parts/${file}`);
const entry = (name) => parts.find((part) => part.isEntry && part.name === name);

// The panel's own file and what it shares with later parts, which is fetched with it.
const panel = entry("panel");
const first = [panel, ...(panel.imports ?? []).map((name) => manifest[name])];
const folded = gzip("widget.js");
const words = Math.max(weigh(entry("es")), weigh(entry("en")));
const opened = first.reduce((sum, part) => sum + weigh(part), folded + words);
const later = parts.filter((part) => !part.isEntry && !first.includes(part));

const BUDGETS = [
  ["until it is opened", folded, 6_050],
  ["with the panel", opened, 33_000],
];
for (const [what, bytes, budget] of BUDGETS) {
  process.stdout.write(`widget, ${what}: ${bytes} bytes gzip (budget ${budget})\n`);
  if (bytes > budget) process.exitCode = 1;
}
for (const part of later) {
  process.stdout.write(`widget, when it is wanted, ${part.name}: ${weigh(part)} bytes gzip\n`);
}
