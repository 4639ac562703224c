// @vitest-environment jsdom
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DeskModel } from "../../dev/desk-model.ts";
import { ANA, BEA, EVA } from "../../dev/scenes.ts";
import type { ClientFrame, ServerFrame, wire } from "../wire";
import { ChatStore } from "./chat-store";
import { Drafts } from "./drafts";
import { memoryKeep } from "./keep";
import type { ChatFollower } from "./line";

const ME = { tipo: "soporte", id: ANA.id, nombre: ANA.nombre } as const;

const never = () => Promise.reject(new Error("not asked for"));
const nothingWritten = {
  notas: async () => ({ resultados: [], siguiente: null }),
  escribirNota: never,
  cambiarNota: never,
  retirarNota: never,
};
const noDrafts = {
  borradores: async () => ({ resultados: [] }),
  guardarBorrador: async (chat_id: number, tipo: "respuesta" | "nota", texto: string) => ({
    chat_id,
    tipo,
    texto,
    cambiado_en: null,
  }),
};

/** A chat of eva's with three messages, and a line to it that the test holds in its hand. */
function aChat(keep = memoryKeep()) {
  const model = new DeskModel(() => Date.parse("2026-03-02T10:00:00Z"));
  const chatId = model.say(EVA, "uno").chat_id;
  model.reply(chatId, BEA, "dos", "uid-dos");
  model.say(EVA, "tres");
  const sent: ClientFrame[] = [];
  const looks: (number | null)[] = [];
  const line = { follower: null as ChatFollower | null, isOpen: true };
  let uids = 0;
  const store = new ChatStore(chatId, {
    api: {
      chat: async (id) => model.detail(id),
      mensajes: async (id, range = {}) => model.mensajes(id, range),
    },
    line: {
      follow: (_id, follower) => {
        line.follower = follower;
        return () => {
          line.follower = null;
        };
      },
      send: (frame) => {
        if (line.isOpen && frame.type === "viewing") looks.push(frame.chat_id);
        else if (line.isOpen) sent.push(frame);
        return line.isOpen;
      },
    },
    writing: nothingWritten,
    drafts: new Drafts(noDrafts, keep),
    upload: never,
    keep,
    me: ME,
    uid: () => `uid-${++uids}`,
  });
  const tell = (frame: ServerFrame) => line.follower?.frame(frame);
  const ready = (epoca = "1") => {
    const { ultimo_seq, cerrado, leido_cliente, leido_soporte } = model.chat(chatId);
    const marks = { leido_cliente, leido_soporte };
    tell({ type: "ready", chat_id: chatId, ultimo_seq, cerrado, epoca, latido: 20, ...marks });
  };
  const texts = () => store.getSnapshot().mensajes.map((mensaje) => mensaje.texto);
  const written = () => sent.filter((frame) => frame.type === "chat_message");
  return { model, chatId, store, line, sent, looks, tell, ready, texts, written };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

async function anOpenChat(keep = memoryKeep()) {
  const chat = aChat(keep);
  chat.store.open();
  chat.ready();
  await settled();
  return chat;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("an open chat", () => {
  test("shows its newest page and then what is said, in order, once", async () => {
    const { model, store, tell, texts } = await anOpenChat();
    expect(texts()).toEqual(["uno", "dos", "tres"]);
    const mensaje = model.say(EVA, "cuatro");
    tell({ type: "chat_message", ...mensaje });
    tell({ type: "chat_message", ...mensaje });
    expect(texts()).toEqual(["uno", "dos", "tres", "cuatro"]);
    expect(store.getSnapshot().leidoCliente).toBe(4);
  });

  test("fetches what a gap left out", async () => {
    const { model, tell, texts } = await anOpenChat();
    model.say(EVA, "cuatro");
    tell({ type: "chat_message", ...model.say(EVA, "cinco") });
    expect(texts()).toEqual(["uno", "dos", "tres"]);
    await settled();
    expect(texts()).toEqual(["uno", "dos", "tres", "cuatro", "cinco"]);
  });

  test("ends with the server's log whatever was lost, doubled or out of order on the way", async () => {
    const deliveries = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 9 })), {
      maxLength: 25,
      size: "max",
    });
    const runs = fc.asyncProperty(deliveries, async (plan) => {
      const { model, chatId, tell, ready, texts } = await anOpenChat();
      const flying: ServerFrame[] = [];
      for (const [index, [times, place]] of plan.entries()) {
        const frame = { type: "chat_message" as const, ...model.say(EVA, `m${index}`) };
        for (let n = 0; n < times; n++) flying.splice(place, 0, frame);
        if (place % 3 === 0) tell(flying.shift() ?? frame);
        if (place % 4 === 0) await settled();
      }
      for (const frame of flying) tell(frame);
      ready();
      await settled();
      expect(texts()).toEqual(
        model.mensajes(chatId, { limite: 999 }).resultados.map((m) => m.texto),
      );
    });
    await fc.assert(runs, { numRuns: 100 });
  });

  test("says how far it has been read only once it was seen, and again after a reconnect", async () => {
    const { store, line, sent, ready } = await anOpenChat();
    expect(sent).toEqual([]);
    line.isOpen = false;
    store.see();
    expect(store.seenUpTo).toBe(3);
    line.isOpen = true;
    ready();
    expect(sent).toEqual([{ type: "read", chat_id: store.id, seq: 3 }]);
  });

  test("is loaded again where the server's epoch changed", async () => {
    const { store, model, ready, texts } = await anOpenChat();
    store.see();
    vi.spyOn(model, "mensajes").mockReturnValue({ resultados: [], hay_mas: false });
    vi.spyOn(model, "detail").mockReturnValue({ ...model.detail(store.id), ultimo_seq: 0 });
    model.chat(store.id).ultimo_seq = 0;
    ready("2");
    await settled();
    expect(texts()).toEqual([]);
    expect(store.seenUpTo).toBe(0);
  });

  test("tells that the agente types, and that it stopped", async () => {
    const { store, sent } = await anOpenChat();
    store.composing();
    store.composing();
    await vi.advanceTimersByTimeAsync(5_000);
    const typing = { type: "typing", chat_id: store.id };
    expect(sent).toEqual([
      { ...typing, activo: true },
      { ...typing, activo: false },
    ]);
  });

  test("shows that the cliente types until they stop, or say nothing more of it", async () => {
    const { store, tell } = await anOpenChat();
    const autor = { tipo: "cliente", id: 5, nombre: "Eva" } as const;
    const types = (activo: boolean) => tell({ type: "typing", chat_id: store.id, autor, activo });
    types(true);
    await vi.advanceTimersByTimeAsync(5_000);
    types(true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.getSnapshot().typing).toEqual(autor);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(store.getSnapshot().typing).toBeNull();
    types(true);
    types(false);
    expect(store.getSnapshot().typing).toBeNull();
  });
});

describe("what the agente says", () => {
  test("is pending until the ack, and then in the log at its seq", async () => {
    const { store, tell, texts, written } = await anOpenChat();
    store.say("Hola, Eva");
    expect(store.getSnapshot().outgoing).toHaveLength(1);
    expect(written()).toEqual([
      { type: "chat_message", chat_id: store.id, uid: "uid-1", texto: "Hola, Eva" },
    ]);
    tell({
      type: "ack",
      uid: "uid-1",
      chat_id: store.id,
      seq: 4,
      creado_en: "2026-03-02T10:01:00Z",
    });
    expect(store.getSnapshot().outgoing).toEqual([]);
    expect(texts().at(-1)).toBe("Hola, Eva");
  });

  test("goes out one at a time, in the order of writing", async () => {
    const { store, tell, written } = await anOpenChat();
    store.say("a");
    store.say("b");
    expect(written()).toHaveLength(1);
    tell({
      type: "ack",
      uid: "uid-1",
      chat_id: store.id,
      seq: 4,
      creado_en: "2026-03-02T10:01:00Z",
    });
    expect(written().map((frame) => frame.uid)).toEqual(["uid-1", "uid-2"]);
  });

  test("is sent again after a drop with the same uid", async () => {
    const { store, line, ready, written } = await anOpenChat();
    store.say("a");
    line.follower?.dropped();
    ready();
    expect(written().map((frame) => frame.uid)).toEqual(["uid-1", "uid-1"]);
  });

  test("survives a reload of the tab before its ack", async () => {
    const keep = memoryKeep();
    const before = await anOpenChat(keep);
    before.line.isOpen = false;
    before.store.say("a");
    const after = await anOpenChat(keep);
    expect(after.written().map((frame) => frame.texto)).toEqual(["a"]);
  });

  test("is waited for where the server is busy", async () => {
    const { store, tell, written } = await anOpenChat();
    store.say("a");
    tell({ type: "error", codigo: "demasiadas_peticiones", detail: "", uid: "uid-1" });
    expect(store.getSnapshot().outgoing[0]?.failed).toBeNull();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(written()).toHaveLength(2);
  });

  test("stays, says why it failed, and can be sent again", async () => {
    const { store, tell, written } = await anOpenChat();
    store.say("a");
    tell({ type: "error", codigo: "demasiado_grande", detail: "10,000", uid: "uid-1" });
    expect(store.getSnapshot().outgoing[0]?.failed?.codigo).toBe("demasiado_grande");
    store.retry("uid-1");
    expect(written()).toHaveLength(2);
  });

  test("becomes the draft again where the chat was closed before it arrived", async () => {
    const { store, tell } = await anOpenChat();
    store.addToDraft("y esto a medias");
    store.say("a");
    tell({ type: "error", codigo: "chat_cerrado", detail: "", uid: "uid-1" });
    expect(store.getSnapshot()).toMatchObject({ cerrado: true, outgoing: [] });
    expect(store.draft).toBe("y esto a medias\na");
  });
});

describe("a chat that is closed meanwhile", () => {
  test("is closed here too, with its reason and who closed it", async () => {
    const { model, store, chatId, tell } = await anOpenChat();
    model.onTold(({ frame }) => frame.type === "chat_closed" && tell(frame));
    model.close(chatId, BEA, "resuelto", "Listo", 3);
    await settled();
    expect(store.getSnapshot().cerrado).toBe(true);
    expect(store.getSnapshot().detail).toMatchObject({
      razon_cierre: "resuelto",
      mensaje_cierre: "Listo",
      cerrado_por: { nombre: "Bea Campos" },
    });
  });

  test("names the chat in which the cliente went on", async () => {
    const { store, tell } = await anOpenChat();
    tell({ type: "chat_opened", chat_id: 777, anterior: store.id });
    expect(store.getSnapshot().next).toBe(777);
  });
});

describe("the team in a chat", () => {
  const nota = (id: number, change: Partial<wire.Nota> = {}): wire.Nota => ({
    id,
    chat_id: 101,
    autor: { tipo: "soporte", id: BEA.id, nombre: BEA.nombre },
    texto: `nota ${id}`,
    menciones: [],
    tras_seq: 1,
    creado_en: "2026-03-02T10:00:00Z",
    editado_en: null,
    borrado_en: null,
    ...change,
  });

  test("writes notes, of which the newest telling counts", async () => {
    const { store } = await anOpenChat();
    const texts = () => store.getSnapshot().notas.map(({ texto }) => texto);
    store.noted(nota(2));
    store.noted(nota(1, { texto: "nueva", editado_en: "2026-03-02T10:05:00Z" }));
    store.noted(nota(1));
    expect(texts()).toEqual(["nueva", "nota 2"]);
    store.noted(nota(1, { texto: "", borrado_en: "2026-03-02T10:06:00Z" }));
    expect(texts()).toEqual(["", "nota 2"]);
  });

  test("looks at it too, and nobody sees themselves", async () => {
    const { store, line } = await anOpenChat();
    const refs = [ANA, BEA].map(({ id, nombre }) => ({ id, nombre, usuario: nombre }));
    store.viewed(refs);
    expect(store.getSnapshot().viewers.map(({ id }) => id)).toEqual([BEA.id]);
    line.follower?.dropped();
    expect(store.getSnapshot().viewers).toEqual([]);
  });

  test("answers: that is told apart from the cliente's typing, and ends by itself", async () => {
    const { store, tell, chatId } = await anOpenChat();
    const autor = { tipo: "soporte", id: BEA.id, nombre: BEA.nombre } as const;
    tell({ type: "typing", chat_id: chatId, autor, activo: true });
    expect(store.getSnapshot()).toMatchObject({ typing: null, colleague: autor });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.getSnapshot().colleague).toBeNull();
  });

  test("is told that one looks, again and again while it is on the screen, and that one left", async () => {
    const visible = vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
    const { store, looks, chatId } = await anOpenChat();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(new Set(looks)).toEqual(new Set([chatId]));
    expect(looks.length).toBeGreaterThan(2);
    visible.mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(looks.at(-1)).toBeNull();
    const hidden = looks.length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(looks).toHaveLength(hidden);
    store.leave();
    expect(looks.at(-1)).toBeNull();
    visible.mockRestore();
  });
});
