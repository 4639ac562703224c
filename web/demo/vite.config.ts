// Builds the two demo pages into the Python package. `npm run dev -w demo` serves them with a stand-in
// for the server's demo endpoints, so that the pages can be worked on without a database.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { standIn } from "./dev/standIn.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Sonner writes its style sheet into the page as an inline <style>, which a strict CSP refuses; we import
// the same sheet as a file instead.
const sonnerWithoutInlineStyle: Plugin = {
  name: "sonner-without-inline-style",
  transform(code, id) {
    if (!id.includes("/sonner/dist/index.mjs")) return;
    const stripped = code.replace(/^__insertCSS\(.*\);$/m, "");
    if (stripped === code) this.error("sonner no longer calls __insertCSS on a line of its own");
    return { code: stripped, map: null };
  },
};

export default defineConfig(({ command }) => ({
  base: command === "build" ? "/static/ventanilla/demo/" : "/",
  appType: "mpa",
  plugins: [react(), sonnerWithoutInlineStyle, standIn()],
  optimizeDeps: { exclude: ["sonner"] },
  build: {
    outDir: here("../../src/ventanilla/static/ventanilla/demo"),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [here("saas.html"), here("portada.html")],
      output: { chunkFileNames: "assets/shared-[hash].js" },
    },
  },
}));
