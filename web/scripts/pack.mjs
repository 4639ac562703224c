// What npm would get of core and react, as a stranger's project gets it: packed, installed beside
// React, type-checked under both ways of resolving modules, and imported where there is no window.
// Needs no network: what is not ours is linked from node_modules.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const WEB = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = ["core", "react"];
const LINKED = [
  "react",
  "react-dom",
  "@tanstack/react-query",
  "@types/react",
  "@types/react-dom",
  "csstype",
];
const ALLOWED = /^package\/(dist\/.+|package\.json|README\.md|LICENSE)$/;
const ENTRIES = [
  "@ventanilla/core",
  "@ventanilla/core/adjuntos",
  "@ventanilla/core/unread",
  "@ventanilla/react/primitives",
];

const CONSUMER = `
import { ChatCliente, type ChatSnapshot, type Mensaje } from "@ventanilla/core";
import { Adjuntos, type AdjuntoItem } from "@ventanilla/core/adjuntos";
import { hearUnread } from "@ventanilla/core/unread";
import { ChatConSoporte, ChatSoporteProvider } from "@ventanilla/react";
import { ChatSoporteFrame, Panel } from "@ventanilla/react/primitives";

const cliente = new ChatCliente({ usuario: { id: 5 }, servidor: "https://acme.example" });
const uid: string = cliente.say("Hola", { adjuntos: new Adjuntos(cliente).take() });
const stop: () => void = hearUnread("https://acme.example", (sinLeer: number) => sinLeer);
const said = ({ chats }: ChatSnapshot): readonly Mensaje[] => chats.flatMap((c) => c.mensajes);
// @ts-expect-error: types that were not found would allow this
const wrong: number = cliente.say("Hola");
const item = (one: AdjuntoItem): string => one.nombre;
export const view = (
  <ChatSoporteProvider>
    <ChatConSoporte usuario={{ id: 5 }} />
    <ChatSoporteFrame>
      <Panel cliente={cliente} />
    </ChatSoporteFrame>
  </ChatSoporteProvider>
);
export { item, said, stop, uid, wrong };
`;

const RENDERED = `
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement as h } from "react";
import { renderToString } from "react-dom/server";
import { ChatConSoporte, ChatSoporteProvider } from "@ventanilla/react";
${ENTRIES.map((entry) => `import "${entry}";`).join("\n")}
const chat = h(ChatSoporteProvider, null, h(ChatConSoporte, { usuario: { id: 5 } }));
const html = renderToString(h(QueryClientProvider, { client: new QueryClient() }, chat));
process.stdout.write("rendered " + html.length + " characters without a window\\n");
`;

const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

function pack(name, folder) {
  run("npm", ["pack", "--loglevel=error", "--pack-destination", folder], join(WEB, name));
  const tarball = readdirSync(folder).find((file) => file.startsWith(`ventanilla-${name}-`));
  const path = join(folder, tarball);
  const files = run("tar", ["tzf", path]).trim().split("\n");
  const strays = files.filter((file) => !ALLOWED.test(file));
  if (strays.length > 0) throw new Error(`${name} packs what it should not: ${strays.join(", ")}`);
  process.stdout.write(`${tarball}: ${files.length} files\n`);
  return path;
}

function install(name, tarball, modules) {
  const home = join(modules, "@ventanilla", name);
  mkdirSync(home, { recursive: true });
  run("tar", ["xzf", tarball, "--strip-components=1", "-C", home]);
}

function link(name, modules) {
  const place = join(modules, name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(WEB, "node_modules", name), place);
}

function typecheck(app, [resolution, module]) {
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    module,
    moduleResolution: resolution,
    jsx: "react-jsx",
    strict: true,
    noEmit: true,
    types: [],
  };
  const config = join(app, `tsconfig.${resolution}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ["consumer.tsx"] }));
  run(join(WEB, "node_modules/.bin/tsc"), ["-p", config], app);
  process.stdout.write(`types are found by ${resolution}\n`);
}

const folder = mkdtempSync(join(tmpdir(), "ventanilla-pack-"));
try {
  const app = join(folder, "app");
  const modules = join(app, "node_modules");
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(app, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(app, "consumer.tsx"), CONSUMER);
  writeFileSync(join(app, "rendered.mjs"), RENDERED);
  for (const name of PACKAGES) install(name, pack(name, folder), modules);
  for (const name of LINKED) link(name, modules);
  for (const way of [
    ["bundler", "esnext"],
    ["node16", "node16"],
  ]) {
    typecheck(app, way);
  }
  process.stdout.write(run(process.execPath, ["rendered.mjs"], app));
} catch (error) {
  process.stderr.write(`${error.stdout ?? ""}${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
