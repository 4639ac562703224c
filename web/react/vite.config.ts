// Builds the library as one ES module; the host brings React and its query cache.
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    lib: { entry: "src/index.ts", formats: ["es"], fileName: "index" },
    target: "es2022",
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      external: [
        /^react($|\/)/,
        /^react-dom($|\/)/,
        "@tanstack/react-query",
        // Not its entry for the page before the panel, which is small, and is nobody else's.
        /^@ventanilla\/core(\/adjuntos)?$/,
      ],
      output: { banner: '"use client";' },
    },
  },
});
