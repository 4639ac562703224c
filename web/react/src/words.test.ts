import { describe, expect, it } from "vitest";
import { dateWords } from "./dates";
import { inkOn, luminance, parse } from "./face/contrast";
import { sizeIn } from "./fileWords";
import { linkify } from "./linkify";
import { panelTexts } from "./panelTexts";
import { safeUrl } from "./safeUrl";
import { IDIOMAS, idiomaFor, launcherTexts } from "./texts";
import { later as enLater } from "./texts/en";
import { panel as es, later as esLater } from "./texts/es";

describe("links", () => {
  const links = (texto: string) =>
    linkify(texto).flatMap((part) => (typeof part === "string" ? [] : [part.href]));

  it("leave the sentence's punctuation to the sentence", () => {
    expect(links("Mira https://acme.example/a?b=1. (o www.acme.example/x)")).toEqual([
      "https://acme.example/a?b=1",
      "https://www.acme.example/x",
    ]);
    expect(links("https://es.wikipedia.org/wiki/Lima_(Perú)")).toHaveLength(1);
    expect(linkify("https://es.wikipedia.org/wiki/Lima_(Perú)!")[1]).toBe("!");
  });

  it("are made of addresses of the web and of mail only", () => {
    expect(links("javascript:alert(1) data:text/html,x file:///etc ftp://a.b")).toEqual([]);
    expect(links("escribe a eva@acme.example")).toEqual(["mailto:eva@acme.example"]);
    expect(safeUrl("javascript:alert(1)")).toBeNull();
    expect(safeUrl("/relativa")).toBeNull();
    expect(safeUrl("https://acme.example/p/1")).toBe("https://acme.example/p/1");
  });

  it("keep every character of the text", () => {
    const texto = "<b>hola</b> https://a.example, y\n www.b.example ;)";
    const back = linkify(texto).map((part) => (typeof part === "string" ? part : part.label));
    expect(back.join("")).toBe(texto);
  });
});

describe("ink", () => {
  it("can be read on any colour", () => {
    const contrast = (a: string, b: "#fff" | "#000") => {
      const inks = { "#fff": "rgb(255, 255, 255)", "#000": "rgb(0, 0, 0)" };
      const [x, y] = [a, inks[b]].map((color) => luminance(parse(color)!) + 0.05);
      return Math.max(x!, y!) / Math.min(x!, y!);
    };
    for (let n = 0; n < 4096; n += 7) {
      const color = `rgb(${(n >> 8) * 17}, ${((n >> 4) & 15) * 17}, ${(n & 15) * 17})`;
      expect(contrast(color, inkOn(color))).toBeGreaterThanOrEqual(4.5);
    }
    expect(inkOn("rgb(91, 43, 191)")).toBe("#fff");
    expect(inkOn("color(srgb 0.95 0.76 0.3)")).toBe("#000");
  });
});

describe("words", () => {
  it("are the same in every language", async () => {
    const shape = (value: object) =>
      Object.entries(value)
        .map(([key, text]) => `${key} ${typeof text}`)
        .sort();
    expect(IDIOMAS).toEqual(["en", "es"]);
    for (const idioma of IDIOMAS) {
      expect(shape(await panelTexts(idioma))).toEqual(shape(es));
      expect(shape(launcherTexts(idioma))).toEqual(shape(launcherTexts("es")));
    }
    expect(await panelTexts("en")).not.toEqual(es);
    expect(Object.keys(enLater)).toEqual(Object.keys(esLater));
    for (const part of [
      "line",
      "refused",
      "closed",
      "rating",
      "alerts",
      "history",
      "files",
    ] as const) {
      expect(shape(enLater[part])).toEqual(shape(esLater[part]));
    }
    expect(Object.keys(enLater.files.reasons)).toEqual(Object.keys(esLater.files.reasons));
  });

  it("never shout", async () => {
    const all = IDIOMAS.map(async (idioma) => [launcherTexts(idioma), await panelTexts(idioma)]);
    const said = JSON.stringify([await Promise.all(all), esLater, enLater]);
    expect(said).not.toMatch(/[!¡]/);
  });

  it("come in the language asked for, else in Spanish", () => {
    expect([idiomaFor("en-GB"), idiomaFor("es"), idiomaFor("xx")]).toEqual([
      "en",
      "es",
      expect.any(String),
    ]);
  });

  it("say how large a file is as the person's computer does", () => {
    const sizes = [0, 999, 1500, 1_258_291, 10 * 1024 * 1024].map((bytes) => sizeIn("es", bytes));
    expect(sizes).toEqual(["0 B", "999 B", "1 kB", "1,2 MB", "10 MB"]);
    expect(sizeIn("en", 1_258_291)).toBe("1.2 MB");
  });

  it("say a day as people do", () => {
    const { day } = dateWords("es", es, () => new Date("2026-11-23T09:00:00"));
    expect(day("2026-11-23T01:00:00")).toBe("Hoy");
    expect(day("2026-11-22T23:59:00")).toBe("Ayer");
    expect(day("2026-11-20T12:00:00")).toBe("Viernes, 20 de noviembre");
    expect(day("2025-01-02T12:00:00")).toBe("2 de enero de 2025");
  });
});
