// What a React application pays for the chat, in gzip bytes, against its budgets: bundled as a host would, without
// React and the query cache, which it has. Run: node size.mjs
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const HOST = "virtual:host";
const host = {
  name: "host",
  resolveId: (id) => (id === HOST ? id : null),
  load: (id) =>
    id === HOST ? 'export { ChatConSoporte, ChatSoporteProvider } from "@ventanilla/react";' : null,
};

async function bundled() {
  const { output } = await build({
    root: fileURLToPath(new URL(".", import.meta.url)),
    configFile: false,
    logLevel: "warn",
    plugins: [host],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {
        input: HOST,
        preserveEntrySignatures: "strict",
        external: [/^react($|\/)/, /^react-dom($|\/)/, "@tanstack/react-query"],
      },
    },
  });
  return new Map(output.map((part) => [part.fileName, part]));
}

/** The part and all that it can't be run without. */
function withImports(parts, name, found = new Set()) {
  const part = parts.get(name);
  if (!part || found.has(part)) return found;
  found.add(part);
  for (const other of part.imports) withImports(parts, other, found);
  return found;
}

const weigh = (some) =>
  [...some].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);

const parts = await bundled();
const partOf = (path) =>
  [...parts.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith(path));
const entry = [...parts.values()].find((part) => part.isEntry);
const withPage = withImports(parts, entry.fileName);
const opening = new Set(
  ["host/core.ts", "view/index.ts", "texts/es.ts"]
    .map(partOf)
    .flatMap((part) => [...withImports(parts, part.fileName)])
    .filter((part) => !withPage.has(part)),
);

const BUDGETS = [
  ["with the page", weigh(withPage), 7_700],
  ["on opening", weigh(opening), 22_000],
];
for (const [what, bytes, budget] of BUDGETS) {
  process.stdout.write(`react, ${what}: ${bytes} bytes gzip (budget ${budget})\n`);
  if (bytes > budget) process.exitCode = 1;
}
for (const part of parts.values()) {
  if (part.type !== "chunk" || withPage.has(part) || opening.has(part)) continue;
  process.stdout.write(`react, when it is wanted, ${part.name}: ${weigh([part])} bytes gzip\n`);
}
