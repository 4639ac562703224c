// The same sources against React 18 (this folder's) or React 19 (the demo's), with the libraries as they are published.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const owner = process.env.HOST_REACT === "18" ? here("package.json") : here("../demo/package.json");
const placeOf = (name: string) => dirname(createRequire(owner).resolve(`${name}/package.json`));

/** Each entry of a package at the place where it is once it is published. */
function published(name: string) {
  const { publishConfig } = JSON.parse(readFileSync(here(`../${name}/package.json`), "utf8"));
  const entries = Object.entries<{ default: string }>(publishConfig.exports);
  return entries.map(([entry, { default: file }]) => ({
    find: new RegExp(`^@ventanilla/${name}${entry.slice(1)}$`),
    replacement: here(`../${name}/${file}`),
  }));
}

// Sonner writes an inline <style>, which a strict policy refuses; here it goes without.
const sonnerUndressed: Plugin = {
  name: "sonner-undressed",
  transform(code, id) {
    if (!id.includes("/sonner/dist/index.mjs")) return;
    return { code: code.replace(/^__insertCSS\(.*\);$/m, ""), map: null };
  },
};

export default defineConfig({
  base: "./",
  plugins: [react(), sonnerUndressed],
  resolve: {
    alias: [
      { find: /^react(?=$|\/)/, replacement: placeOf("react") },
      { find: /^react-dom(?=$|\/)/, replacement: placeOf("react-dom") },
      ...published("react"),
      ...published("core"),
    ],
  },
  ssr: { noExternal: true },
  build: {
    minify: false,
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    // One sheet, in the head: Vite would have each part that imports React ask for the entry's once more, where the
    // page under a strict policy goes without.
    cssCodeSplit: false,
  },
});
