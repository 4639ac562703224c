// Answers the three demo endpoints from datos.json while the pages are worked on with `npm run dev`.
// There is no chat behind it: the panels show what they show when the server is away.
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import type { Plugin } from "vite";

const DATA = new URL("../../../src/ventanilla/server/demo/datos.json", import.meta.url);

export function standIn(): Plugin {
  return {
    name: "demo-stand-in",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
        const data = JSON.parse(readFileSync(DATA, "utf8"));
        const slug = url.hostname.endsWith(".localhost") ? url.hostname.split(".")[0] : "public";
        const tenant = data.tenants.find((t: { slug: string }) => t.slug === slug);
        const site = (name: string) => `http://${name}.localhost:${url.port}/`;
        if (url.pathname === "/demo/datos/")
          return answer(response, {
            tenant,
            personas: data.personas[slug ?? ""] ?? [],
          });
        if (url.pathname === "/demo/token/") return answer(response, { token: "sin-servidor" });
        if (url.pathname === "/demo/portada/")
          return answer(response, {
            tenants: data.tenants
              .filter((t: { slug: string }) => t.slug !== "public")
              .map((t: { slug: string }) => ({ ...t, url: site(t.slug) })),
            cuenta_url: "/cuenta/",
            consola_url: "/soporte/",
            api_url: "/api/docs/",
            agentes: data.agentes,
          });
        if (url.pathname === "/cuenta/" || (url.pathname === "/" && slug !== "public"))
          request.url = "/saas.html";
        else if (url.pathname === "/") request.url = "/portada.html";
        next();
      });
    },
  };
}

function answer(response: ServerResponse, body: object) {
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(body));
}
