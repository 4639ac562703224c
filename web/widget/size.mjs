// What a page pays for the script tag, in gzip bytes, against its budgets. Run after the build: node size.mjs
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../../src/ventanilla/static/ventanilla/widget/", import.meta.url);
const gzip = (name) => gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length;
const manifest = JSON.parse(readFileSync(new URL("parts/parts.json", folder), "utf8"));
const parts = readdirSync(new URL("parts/", folder)).filter((name) => name.endsWith(".js"));
const part = (name) => gzip(`parts/${parts.find((file) => file.startsWith(`${name}-`))}`);

// The panel's own file and what it shares with later parts, which is fetched with it.
const { imports = [] } = Object.values(manifest).find(({ name }) => name === "panel");
const shared = imports.map((name) => manifest[name].name);
const folded = gzip("widget.js");
const words = Math.max(part("es"), part("en"));
const opened = [part("panel"), words, ...shared.map(part)].reduce((a, b) => a + b, folded);
const later = parts
  .filter((file) => !["panel", "es", "en", ...shared].includes(file.replace(/-.*/, "")))
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
