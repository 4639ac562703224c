// docs/embed.md names every option there is, and what it shows in React is valid.

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as primitives from "../react/src/primitives";
import { IDIOMAS } from "../react/src/texts";
import { EVENTS } from "../widget/src/events";
import { ATTRIBUTES } from "../widget/src/options";
import { blocks, EMBED, fieldsOf, named, read, rootPath } from "./pages";

const HOST = "web/react/src/host";
const look = fieldsOf("web/react/src/face/look.ts", "Look");
const sorted = (names: string[]) => [...new Set(names)].sort();

describe("the page names", () => {
  it("every prop of the components", () => {
    const provider = fieldsOf(`${HOST}/ChatSoporteProvider.tsx`, "ChatSoporteProviderProps");
    expect(sorted(named("ChatSoporteProvider"))).toEqual(sorted(provider));
    const floating = fieldsOf(`${HOST}/ChatConSoporte.tsx`, "ChatConSoporteProps");
    const alerts = fieldsOf(`${HOST}/useAlerts.ts`, "AlertProps");
    expect(sorted(named("ChatConSoporte"))).toEqual(sorted([...floating, ...alerts, ...look]));
    const beside = fieldsOf(
      `${HOST}/ChatConSoporteContextual.tsx`,
      "ChatConSoporteContextualProps",
    );
    expect(sorted(named("ChatConSoporteContextual"))).toEqual(
      sorted([...beside, ...alerts, ...look]),
    );
  });

  it("every field of useChatSoporte", () => {
    const fields = fieldsOf(`${HOST}/useChatSoporte.ts`, "ChatSoporte");
    expect(sorted(named("useChatSoporte"))).toEqual(sorted(fields));
  });

  it("every part", () => {
    const parts = Object.keys(primitives).filter((name) => name !== "ChatSoporteFrame");
    expect(sorted(named("A panel of your own"))).toEqual(sorted(parts));
    expect(EMBED).toContain("<ChatSoporteFrame>");
  });

  it("every option of the script tag", () => {
    expect(sorted(named("Options"))).toEqual(sorted(ATTRIBUTES));
    const options = fieldsOf("web/widget/src/options.ts", "WidgetOptions");
    const camel = ATTRIBUTES.map((name) => name.replace(/-(\w)/g, (_, c) => c.toUpperCase()));
    expect(sorted([...options, ...look, "token"])).toEqual(sorted([...camel, "token"]));
  });

  it("every command", () => {
    const cases = [...read("web/widget/src/commands.ts").matchAll(/case "(\w+)"/g)];
    const commands = ["init", ...cases.map(([, name]) => name!)];
    expect(sorted(named("Commands"))).toEqual(sorted(commands));
  });

  it("every event, under both names and as a DOM event", () => {
    const source = read("web/widget/src/events.ts");
    const others = [...source.matchAll(/^ {2}\w+: "(\w+)",$/gm)].map(([, name]) => name!);
    const dom = EVENTS.map((name) => `ventanilla:${name}`);
    expect(sorted(named("Events", 3))).toEqual(sorted([...EVENTS, ...others, ...dom]));
  });

  it("every CSS variable", () => {
    const sheets = ["face/base.css", "face/notice.css", "view/panel.css"];
    const used = sheets.flatMap((sheet) => [
      ...read(`web/react/src/${sheet}`).matchAll(/--chat-[a-z-]+/g),
    ]);
    expect(sorted(named("Look"))).toEqual(sorted(used.map(([name]) => name)));
  });

  it("every language", () => {
    const names: Record<string, string> = { es: "Spanish", en: "English" };
    for (const idioma of IDIOMAS) expect(EMBED).toContain(names[idioma]);
  });
});

describe("what is shown in React", () => {
  it("has the types that the library asks for", { timeout: 60_000 }, () => {
    const pages = { embed: EMBED, react: read("web/react/README.md"), readme: read("README.md") };
    const folder = rootPath("web/docs/dist");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, page] of Object.entries(pages)) {
      const shown = blocks(page, "tsx");
      expect(shown.length, name).toBeGreaterThan(0);
      for (const [place, code] of shown.entries())
        writeFileSync(`${folder}/${name}${place}.tsx`, code);
    }
    const config = { extends: "../tsconfig.json", include: ["*.tsx", "../ambient.d.ts"] };
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
    const tsc = rootPath("web/node_modules/.bin/tsc");
    let said = "";
    try {
      execFileSync(tsc, ["-p", folder, "--noEmit"], { encoding: "utf8" });
    } catch (error) {
      said = (error as { stdout: string }).stdout;
    }
    expect(said).toBe("");
  });
});
