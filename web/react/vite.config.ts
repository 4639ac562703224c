// Builds the library as ES modules, with the parts that are fetched later as chunks; the host brings React
// and its query cache.
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    lib: {
      entry: { index: "src/index.ts", primitives: "src/primitives.ts" },
      formats: ["es"],
    },
    target: "es2022",
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      external: [
        /^react($|\/)/,
        /^react-dom($|\/)/,
        "@tanstack/react-query",
        /^@ventanilla\/core($|\/)/,
      ],
      output: { banner: '"use client";' },
    },
  },
});
