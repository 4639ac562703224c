// The demo's seed keeps the rules that the loader and the database hold it to, and speaks of records that the pages show.
import { describe, expect, test } from "vitest";
import seed from "../../../../../src/ventanilla/server/demo/datos.json";
import { acme } from "./acme";
import { globex } from "./globex";

type Chat = {
  contexto?: { tipo: string; id: number | string; titulo: string };
  hace_minutos: number;
  mensajes: { autor: string; texto: string; minuto: number }[];
  cierre?: { por: string; razon_cierre: string; minuto: number };
};
const people: Record<string, { cliente_id: number | string }[]> = seed.personas;
const conversations = seed.conversaciones.map((one) => ({ ...one, chats: one.chats as Chat[] }));
const agents = seed.agentes.map((agente) => agente.usuario);
const REASONS = ["resuelto", "sin_respuesta", "duplicado", "spam", "otro"];

describe.each(conversations)("$tenant, cliente $cliente_id", ({ tenant, cliente_id, chats }) => {
  test("is one of the tenant's people, with one conversation", () => {
    expect(people[tenant]?.map((persona) => persona.cliente_id)).toContain(cliente_id);
    const same = conversations.filter((o) => o.tenant === tenant && o.cliente_id === cliente_id);
    expect(same).toHaveLength(1);
  });

  test("has its chats one after another, all in the past, only the last one open", () => {
    let free = Number.NEGATIVE_INFINITY;
    for (const [n, chat] of chats.entries()) {
      const start = -chat.hace_minutos;
      const minutes = chat.mensajes.map((mensaje) => mensaje.minuto);
      expect(start).toBeGreaterThanOrEqual(free);
      expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
      expect(start + minutes.at(-1)!).toBeLessThan(0);
      if (!chat.cierre) expect(n).toBe(chats.length - 1);
      free = start + (chat.cierre?.minuto ?? 0);
      expect(free).toBeLessThan(0);
    }
  });

  test("is opened by the cliente and closed by an agent who knows the reasons", () => {
    for (const { mensajes, cierre } of chats) {
      expect(mensajes[0]?.autor).toBe("cliente");
      for (const { autor, texto } of mensajes) {
        expect(["cliente", ...agents]).toContain(autor);
        expect(texto.trim()).not.toBe("");
      }
      if (!cierre) continue;
      expect(agents).toContain(cierre.por);
      expect(REASONS).toContain(cierre.razon_cierre);
      expect(cierre.minuto).toBeGreaterThanOrEqual(mensajes.at(-1)!.minuto);
    }
  });

  test("names records that the tenant's pages show", () => {
    const skin = tenant === "globex" ? globex : acme;
    for (const { contexto } of chats) {
      if (!contexto || contexto.tipo === "error") continue;
      const section = skin.sections.find((one) => one.tipo === contexto.tipo);
      expect(section?.entries.map((entry) => entry.id)).toContain(contexto.id);
    }
  });
});

test("cliente 5 is somebody else in each tenant", () => {
  const name = (slug: "acme" | "globex") =>
    seed.personas[slug].find((persona) => persona.cliente_id === 5)?.nombre;
  expect([name("acme"), name("globex")]).toEqual(["Eva Montes", "Gustavo Peña"]);
});
