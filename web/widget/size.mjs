// The budget of the script tag, in gzip bytes. Run after the build: node size.mjs
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = 25_000;
const file = new URL("../../src/ventanilla/static/ventanilla/widget/widget.js", import.meta.url);
const raw = readFileSync(file);
const gzip = gzipSync(raw, { level: 9 }).length;
process.stdout.write(`widget.js: ${raw.length} bytes, ${gzip} gzip (budget ${BUDGET})\n`);
if (gzip > BUDGET) process.exit(1);
