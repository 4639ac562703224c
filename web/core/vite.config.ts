// Builds the library as one ES module for each entry; types come from tsc.
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    lib: {
      entry: {
        index: "src/index.ts",
        adjuntos: "src/adjuntos.ts",
        before: "src/before.ts",
        unread: "src/unread.ts",
      },
      formats: ["es"],
    },
    target: "es2022",
    sourcemap: true,
    minify: false,
  },
});
