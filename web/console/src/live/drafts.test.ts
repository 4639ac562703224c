import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Problem } from "../http";
import type { wire } from "../wire";
import { Drafts } from "./drafts";
import { memoryKeep } from "./keep";

type Draft = wire.Borrador;

/** One agente's drafts on the server, and windows that are open on them. */
function world() {
  const there = new Map<string, Draft>();
  const server = { fails: null as Error | null, saved: 0 };
  const api = {
    borradores: async () => ({ resultados: [...there.values()] }),
    guardarBorrador: async (chat_id: number, tipo: Draft["tipo"], texto: string) => {
      if (server.fails) throw server.fails;
      server.saved += 1;
      const draft: Draft = { chat_id, tipo, texto, cambiado_en: "" };
      if (texto) there.set(`${chat_id}.${tipo}`, draft);
      else there.delete(`${chat_id}.${tipo}`);
      return draft;
    },
  };
  const text = () => there.get("124.respuesta")?.texto;
  return { server, text, window: (keep = memoryKeep()) => new Drafts(api, keep) };
}

const later = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("what is being written", () => {
  test("is saved once one stops, not for each letter", async () => {
    const { server, text, window } = world();
    const drafts = window();
    for (const texto of ["H", "Ho", "Hol", "Hola"]) drafts.write(124, "respuesta", texto);
    expect(server.saved).toBe(0);
    await later();
    expect([server.saved, text()]).toEqual([1, "Hola"]);
  });

  test("is shown in the agente's other console", async () => {
    const { window } = world();
    const [here, there] = [window(), window()];
    here.write(124, "respuesta", "Hola");
    await later();
    const version = there.getSnapshot();
    await there.load();
    expect(there.read(124, "respuesta")).toBe("Hola");
    expect(there.getSnapshot()).toBeGreaterThan(version);
    here.write(124, "respuesta", "");
    await later();
    await there.load();
    expect(there.read(124, "respuesta")).toBe("");
  });

  test("is not overwritten by what the server had before it", async () => {
    const { window, text } = world();
    const drafts = window();
    drafts.write(124, "respuesta", "Hola");
    await later();
    drafts.write(124, "respuesta", "Hola, Eva");
    await drafts.load();
    expect(drafts.read(124, "respuesta")).toBe("Hola, Eva");
    await later();
    expect(text()).toBe("Hola, Eva");
  });

  test("is gone at once where it was sent, and never comes back", async () => {
    const { window, text } = world();
    const drafts = window();
    drafts.write(124, "respuesta", "Hola");
    await later();
    drafts.write(124, "respuesta", "");
    await drafts.load();
    expect(drafts.read(124, "respuesta")).toBe("");
    await later(0);
    expect(text()).toBeUndefined();
  });

  test("that was sent before it was saved asks nothing of the server", async () => {
    const { server, window } = world();
    const drafts = window();
    drafts.write(124, "respuesta", "Hola");
    drafts.write(124, "respuesta", "");
    await later(10_000);
    expect(server.saved).toBe(0);
  });
});

describe("a window that dies", () => {
  test("leaves what it could not save to the next one", async () => {
    const { server, text, window } = world();
    const keep = memoryKeep();
    server.fails = new Problem(0, "sin_conexion", "");
    window(keep).write(124, "respuesta", "a medias");
    server.fails = null;
    vi.clearAllTimers();
    const next = window(keep);
    await next.load();
    expect(next.read(124, "respuesta")).toBe("a medias");
    next.resume(124);
    await later();
    expect(text()).toBe("a medias");
  });

  test("saves what waits when it is left", async () => {
    const { text, window } = world();
    const drafts = window();
    drafts.write(124, "respuesta", "a medias");
    drafts.flush();
    await later(0);
    expect(text()).toBe("a medias");
  });
});

test("a server that is away is asked again, one that refuses is not", async () => {
  const { server, text, window } = world();
  const drafts = window();
  server.fails = new Problem(503, "no_disponible", "");
  drafts.write(124, "respuesta", "Hola");
  await later();
  server.fails = null;
  await later(5_000);
  expect(text()).toBe("Hola");
  server.fails = new Problem(404, "no_encontrado", "");
  drafts.write(125, "nota", "x");
  await later(60_000);
  expect(vi.getTimerCount()).toBe(0);
});
