// Beside each built file of some size: the same one compressed, for servers to send as it is. Run after the
// builds: node scripts/compress.mjs
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const BUILT = fileURLToPath(new URL("../../src/ventanilla/static/ventanilla/", import.meta.url));
const FOLDERS = ["console", "demo", "widget"];
const TEXT = /\.(js|css|svg|json)$/;
const WORTH_IT = 1_000;

for (const folder of FOLDERS) {
  for (const name of readdirSync(join(BUILT, folder), { recursive: true })) {
    if (TEXT.test(name)) compress(join(BUILT, folder, name));
  }
}

function compress(path) {
  const plain = readFileSync(path);
  if (plain.length < WORTH_IT) return;
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${path}.br`, brotliCompressSync(plain, { params }));
}
