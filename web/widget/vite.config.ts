// Two builds. First the parts that are fetched on opening, as modules with hashed names, where React's name
// stands for Preact: 60 kB less. Then (LOADER=1) the script that pages load, which knows those names.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { minify } from "terser";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outDir = here("../../src/ventanilla/static/ventanilla/widget");

const preact = {
  resolve: {
    alias: [
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: "preact/jsx-runtime" },
      { find: /^react-dom(\/client)?$/, replacement: here("src/preact/dom.ts") },
      { find: /^react$/, replacement: here("src/preact/react.ts") },
    ],
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
} satisfies UserConfig;

const texts = here("../react/src/texts/");

/** The server finds a part by its name, so that each has one of its own: laterEs beside es. */
const namedLaterWords: Plugin = {
  name: "named-later-words",
  enforce: "pre",
  resolveId(id) {
    const idioma = /texts\/(\w+)\.ts\?later$/.exec(id)?.[1];
    return idioma && `${texts}later${idioma.charAt(0).toUpperCase()}${idioma.slice(1)}.ts`;
  },
  load(id) {
    const idioma = /texts\/later(\w+)\.ts$/.exec(id)?.[1]?.toLowerCase();
    return idioma && readFileSync(`${texts}${idioma}.ts`, "utf8");
  },
};

/** Once more over what Vite has minified: together they leave a fiftieth less than either alone. */
const minifiedAgain: Plugin = {
  name: "minified-again",
  async generateBundle({ format }, bundle) {
    const options = { module: format === "es", ecma: 2022, compress: { passes: 3 } } as const;
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk") chunk.code = (await minify(chunk.code, options)).code!;
    }
  },
};

const parts: UserConfig = {
  ...preact,
  plugins: [namedLaterWords, minifiedAgain],
  build: {
    outDir: `${outDir}/parts`,
    emptyOutDir: true,
    target: "es2022",
    manifest: "parts.json",
    lib: {
      entry: {
        panel: here("src/panel.tsx"),
        es: here("src/texts/es.ts"),
        en: here("src/texts/en.ts"),
      },
      formats: ["es"],
    },
    rolldownOptions: {
      // What a later part shares with the panel stays in the panel: it is there by then.
      preserveEntrySignatures: "allow-extension",
      output: {
        minify: true,
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
      },
    },
  },
};

interface Part {
  file: string;
  name: string;
  isEntry?: boolean;
  imports?: string[];
}

function loader(): UserConfig {
  const manifest: Record<string, Part> = JSON.parse(
    readFileSync(`${outDir}/parts/parts.json`, "utf8"),
  );
  const entries = Object.values(manifest).filter(({ isEntry }) => isEntry);
  const filesOf = ({ file, imports = [] }: Part): string[] => [
    basename(file),
    ...imports.flatMap((name) => filesOf(manifest[name]!)),
  ];
  const files = Object.fromEntries(entries.map((part) => [part.name, filesOf(part)]));
  return {
    resolve: {
      alias: [{ find: /^\.\/chunks$/, replacement: here("src/chunks.built.ts") }],
    },
    define: { FILES: JSON.stringify(files) },
    plugins: [minifiedAgain],
    build: {
      outDir,
      emptyOutDir: false,
      target: "es2022",
      lib: {
        entry: here("src/main.ts"),
        formats: ["iife"],
        name: "VentanillaWidget",
        fileName: () => "widget.js",
      },
    },
  };
}

export default defineConfig(process.env.LOADER ? loader() : parts);
