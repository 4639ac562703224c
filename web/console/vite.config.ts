// Builds the console into the Django app's static files; `npm run dev` serves it against a real server,
// such as `ventanilla demo` (VENTANILLA_SERVER names another one).
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.VENTANILLA_SERVER ?? "http://localhost:8000";
const proxied = ["/api", "/_allauth", "/ws", "/static"];

export default defineConfig(({ command, isPreview }) => ({
  base: command === "build" || isPreview ? "/static/ventanilla/console/" : "/soporte/",
  plugins: [react(), tailwindcss()],
  server: {
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, ws: true }])),
  },
  build: {
    outDir: "../../src/ventanilla/static/ventanilla/console",
    emptyOutDir: true,
    assetsInlineLimit: 0, // data: URIs would need a hole in the Content-Security-Policy
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: ["index.html", "src/alerts/worker.ts"],
      output: {
        // The service worker's address stays the same for ever: the server gives it out at /soporte/avisos.js.
        entryFileNames: ({ name }) => (name === "worker" ? "avisos.js" : "assets/[name]-[hash].js"),
      },
    },
    target: ["chrome123", "edge123", "firefox121", "safari17.5"], // light-dark() stays as written
  },
}));
