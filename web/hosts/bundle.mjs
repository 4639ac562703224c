// Builds the page and its server's part, once with each React, into dist/. Does nothing where they are newer than all they are
// made of.
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// React warns, and mounts twice under StrictMode, in development only.
process.env.NODE_ENV = "development";
const { build } = await import("vite");

const here = fileURLToPath(new URL(".", import.meta.url));
const made = join(here, "dist", "made");
const MADE_OF = ["src", "index.html", "bundle.mjs", "vite.config.ts", "package.json"];
const LIBRARIES = ["../react/dist", "../core/dist"];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isCurrent() {
  const since = statSync(made, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return [...MADE_OF, ...LIBRARIES].every((path) => newest(join(here, path)) < since);
}

if (!isCurrent()) {
  rmSync(join(here, "dist"), { recursive: true, force: true });
  for (const react of ["18", "19"]) {
    process.env.HOST_REACT = react;
    const common = { root: here, mode: "development", logLevel: "warn" };
    await build({ ...common, build: { outDir: `dist/${react}` } });
    await build({ ...common, build: { outDir: `dist/${react}`, ssr: "src/server.tsx" } });
  }
  writeFileSync(made, "");
}
