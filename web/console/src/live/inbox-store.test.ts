import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DeskModel, type Person } from "../../dev/desk-model.ts";
import { ANA, TENANTS } from "../../dev/scenes.ts";
import { Problem } from "../http";
import type { BandejaFila, InboxFrame } from "../wire";
import { InboxStore } from "./inbox-store";
import type { Filtro } from "./rows";

const PAGE = 4;

const people: Person[] = [0, 1, 2, 3, 4, 5, 6].map((n) => ({
  id: n,
  nombre: `Persona ${n}`,
  tenant: TENANTS[n % 2]!,
}));

const ME = { id: ANA.id, equipos: [] };
const KINDS = ["say", "say", "reply", "close", "read", "assign", "free", "tag"] as const;

type Happening = { kind: (typeof KINDS)[number]; who: number; tick: number };
type Step = Happening | { kind: "more" | "reload" } | { kind: "late"; ago: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    who: fc.nat({ max: people.length - 1 }),
    tick: fc.constantFrom(0, 0, 1000),
  }),
  fc.record({ kind: fc.constantFrom("more" as const, "more" as const, "reload" as const) }),
  fc.record({ kind: fc.constant("late" as const), ago: fc.nat({ max: 15 }) }),
);

const filters: Filtro[] = [
  { estado: "abierto" },
  { estado: "cerrado" },
  { estado: "abierto", tenant: TENANTS[0]!.slug },
  { asignado: "yo" },
  { asignado: "nadie", espera: true, orden: "espera" },
  { orden: "espera" },
  { estado: "todos", etiqueta: "urgente" },
];

/** A desk, its lists, and the frames that went from one to the others. */
function aDesk() {
  let now = Date.parse("2026-03-02T10:00:00Z");
  const model = new DeskModel(() => now);
  const api = {
    bandeja: async (filter: Filtro, cursor: string | null) => {
      const page = model.list(filter, cursor, PAGE);
      await Promise.resolve(); // what happens meanwhile is not in the page
      return page;
    },
  };
  const stores = filters.map((filter) => new InboxStore(api, filter, ME));
  const told: BandejaFila[] = [];
  model.onTold(({ frame }) => {
    if (frame.type !== "inbox") return;
    told.push(frame.chat);
    for (const store of stores) store.apply([(frame as InboxFrame).chat]);
  });
  const act = (each: Step) => {
    if ("who" in each) happen(each);
    else if (each.kind === "more") for (const store of stores) void store.loadMore();
    else if (each.kind === "reload") for (const store of stores) void store.reload();
    else if ("ago" in each) {
      const row = told.at(-1 - each.ago);
      if (row) for (const store of stores) store.apply([row]);
    }
  };
  const happen = (each: Happening) => {
    now += each.tick;
    const who = people[each.who]!;
    if (each.kind === "say") return void model.say(who, `a las ${now}`);
    const chat = model.openChatOf(who)?.chat;
    if (!chat) return;
    if (each.kind === "reply") model.reply(chat.id, ANA, "Hola", crypto.randomUUID());
    else if (each.kind === "assign") model.assign(chat.id, ANA.id);
    else if (each.kind === "free") model.assign(chat.id, null);
    else if (each.kind === "tag") model.tag(chat.id, "urgente");
    else if (each.kind === "close") model.close(chat.id, ANA, "resuelto", "", chat.ultimo_seq);
    else model.read(chat.id, "soporte", chat.ultimo_seq);
  };
  return { model, api, stores, act };
}

const settled = () => new Promise((done) => setTimeout(done));

describe("the inbox", () => {
  test("after any events equals the inbox read afresh", async () => {
    const some = fc.array(step, { maxLength: 40, size: "max" });
    const runs = fc.asyncProperty(some, some, async (before, steps) => {
      const { model, stores, act } = aDesk();
      for (const each of before) if ("who" in each) act(each);
      await Promise.all(stores.map((store) => store.reload()));
      for (const [index, each] of steps.entries()) {
        act(each);
        if (index % 5 === 4) await Promise.resolve();
      }
      await settled();
      for (const store of stores) {
        const { rows, cursor } = store.getSnapshot();
        const fresh = model.list(store.filter, null, 1000).resultados;
        expect(rows).toEqual(cursor === null ? fresh : fresh.slice(0, rows.length));
      }
    });
    await fc.assert(runs, { numRuns: 120 });
  });

  test("is true again after frames were lost, once it is reloaded", async () => {
    const { model, api, act } = aDesk();
    const store = new InboxStore(api, { estado: "abierto" }, ME);
    act({ kind: "say", who: 0, tick: 0 });
    await store.reload();
    act({ kind: "say", who: 1, tick: 1000 });
    act({ kind: "close", who: 0, tick: 1000 });
    expect(store.getSnapshot().rows.map((row) => row.cliente.id)).toEqual([0]);
    await store.reload();
    expect(store.getSnapshot().rows).toEqual(model.list({ estado: "abierto" }, null).resultados);
  });

  test("keeps what it shows where a reload fails, and says why", async () => {
    let down = false;
    const { api, act } = aDesk();
    const store = new InboxStore(
      {
        bandeja: (filter, cursor) =>
          down
            ? Promise.reject(new Problem(503, "no_disponible", ""))
            : api.bandeja(filter, cursor),
      },
      { estado: "abierto" },
      ME,
    );
    act({ kind: "say", who: 0, tick: 0 });
    await store.reload();
    down = true;
    await store.reload();
    expect(store.getSnapshot()).toMatchObject({ status: "ready", codigo: "no_disponible" });
    expect(store.getSnapshot().rows).toHaveLength(1);
  });

  test("a search shows what the server found and takes nothing else in", async () => {
    const { api, act } = aDesk();
    act({ kind: "say", who: 3, tick: 0 });
    const store = new InboxStore(api, { estado: "abierto", q: "persona 3" }, ME);
    await store.reload();
    const [row] = store.getSnapshot().rows;
    store.apply([{ ...row!, id: 999, ultimo_seq: 9 }]);
    store.apply([{ ...row!, version: row!.version + 1, ultimo_texto: "más" }]);
    expect(store.getSnapshot().rows.map((each) => each.ultimo_texto)).toEqual(["más"]);
  });
});
