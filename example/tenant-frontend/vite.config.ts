import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/",
  plugins: [react()],
  // The chat's packages are beside this one here, with a React of their own: an application has one.
  resolve: { dedupe: ["react", "react-dom", "@tanstack/react-query"] },
  build: {
    rollupOptions: {
      input: "src/main.tsx",
      output: {
        entryFileNames: "app.js",
        chunkFileNames: "parts/[name]-[hash].js",
        assetFileNames: ({ names }) => (names[0]?.endsWith(".css") ? "app.css" : "parts/[name]-[hash][extname]"),
      },
    },
  },
});
