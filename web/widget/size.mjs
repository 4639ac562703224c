// What a page pays for the script tag, in gzip bytes, against its budgets. Run after the build: node size.mjs
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../../src/ventanilla/static/ventanilla/widget/", import.meta.url);
const gzip = (name) => gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length;
const parts = readdirSync(new URL("parts/", folder)).filter((name) => name.endsWith(".js"));
const part = (name) => gzip(`parts/${parts.find((file) => file.startsWith(`${name}-`))}`);

const folded = gzip("widget.js");
const opened = folded + part("panel") + Math.max(part("es"), part("en"));
const later = parts
  .filter((file) => !/^(panel|es|en)-/.test(file))
  .map((file) => [file.replace(/-.*/, ""), gzip(`parts/${file}`)]);

const BUDGETS = [
  ["until it is opened", folded, 6_000],
  ["with the panel", opened, 34_500],
];
for (const [what, bytes, budget] of BUDGETS) {
  process.stdout.write(`widget, ${what}: ${bytes} bytes gzip (budget ${budget})\n`);
  if (bytes > budget) process.exitCode = 1;
}
for (const [name, bytes] of later) {
  process.stdout.write(`widget, when it is wanted, ${name}: ${bytes} bytes gzip\n`);
}
