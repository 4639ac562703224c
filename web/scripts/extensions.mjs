// After tsc: relative imports in dist's types get the extension that Node's own resolution asks for.
// Bundlers and editors do not need it, `moduleResolution: node16` finds no types without it.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const RELATIVE = /(\bfrom\s*|\bimport\s*\(?\s*)"(\.{1,2}(?:\/[^"]+)?)"/g;

for (const name of readdirSync("dist", { recursive: true })) {
  if (!name.endsWith(".d.ts")) continue;
  const file = join("dist", name);
  const text = readFileSync(file, "utf8");
  const is = (path) => existsSync(join(dirname(file), `${path}.d.ts`));
  const complete = text.replace(RELATIVE, (whole, lead, path) => {
    const named = [path, `${path}/index`].find(is);
    return named ? `${lead}"${named}.js"` : whole;
  });
  if (complete !== text) writeFileSync(file, complete);
}
