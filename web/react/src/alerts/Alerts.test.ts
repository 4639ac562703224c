// @vitest-environment jsdom

import { ChatCliente } from "@ventanilla/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBrowser, FakeServer } from "../../../core/testing/fakes";
import { type AlertOptions, Alerts, alertsOf } from "./Alerts";

const ring = vi.hoisted(() => vi.fn());
vi.mock("./tone", () => ({ ring }));

interface Shown {
  title: string;
  body: string;
  tag: string;
  onclick(): void;
}

let server: FakeServer;
let browser: FakeBrowser;
let shown: Shown[];
let answer: NotificationPermission;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  browser = new FakeBrowser();
  shown = [];
  answer = "granted";
  ring.mockClear();
  document.title = "Pedidos";
  notifications("granted");
  looks(false);
});
afterEach(() => {
  looks(true);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function notifications(permission: NotificationPermission): void {
  class Notification {
    static permission = permission;
    static requestPermission = async () => answer;
    onclick = () => {};
    close() {}
    constructor(title: string, { body, tag }: { body: string; tag: string }) {
      shown.push(Object.assign(this, { title, body, tag }));
    }
  }
  vi.stubGlobal("Notification", Notification);
}

function looks(does: boolean): void {
  vi.spyOn(document, "hidden", "get").mockReturnValue(!does);
  document.dispatchEvent(new Event("visibilitychange"));
}

async function watching(options: Partial<AlertOptions> = {}, page = browser.page(server)) {
  const { local, outbox, env } = page;
  const storage = { local, outbox };
  const cliente = new ChatCliente({ usuario: { id: 5 }, api: server.api, env, storage });
  cliente.connect();
  await pass();
  const onPress = vi.fn();
  const alerts = alertsOf(cliente);
  const end = alerts.start({ onPress, ...options });
  return { cliente, alerts, onPress, end };
}

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const told = async (texto: string) => {
  server.reply(texto);
  await pass(400);
};

it("is one for each cliente, whoever asks", async () => {
  const { cliente, alerts } = await watching();
  expect(alertsOf(cliente)).toBe(alerts);
  const other = await watching();
  expect(other.alerts).not.toBe(alerts);
});

describe("a message", () => {
  it("is counted in the title, after a moment in which it may be read", async () => {
    await watching();
    server.reply("uno");
    await pass(399);
    expect(document.title).toBe("Pedidos");
    await pass(1);
    expect(document.title).toBe("(1) Pedidos");
    await told("dos");
    expect(document.title).toBe("(2) Pedidos");
  });

  it("that is read by then is told by nothing", async () => {
    const { cliente, alerts } = await watching({ sonido: true });
    await alerts.chooseBrowser(true);
    server.reply("uno");
    await pass(100);
    cliente.markRead();
    await pass(400);
    expect([document.title, ring.mock.calls, shown]).toEqual(["Pedidos", [], []]);
  });

  it("leaves the title alone where the page wants that, and when it is over", async () => {
    const { end } = await watching({ titulo: false });
    await told("uno");
    expect(document.title).toBe("Pedidos");
    end();
    const again = await watching();
    await told("dos");
    expect(document.title).toBe("(2) Pedidos");
    again.end();
    expect(document.title).toBe("Pedidos");
    await told("tres");
    expect(document.title).toBe("Pedidos");
  });

  it("rings where that is chosen, whether one looks or not", async () => {
    await watching({ sonido: true });
    await told("uno");
    looks(true);
    await told("dos");
    expect(ring).toHaveBeenCalledTimes(2);
    expect(shown).toEqual([]);
  });
});

describe("the person's choice", () => {
  it("counts before the page's, and outlives it", async () => {
    const first = await watching({ sonido: true });
    expect(first.alerts.getSnapshot().sonido).toBe(true);
    first.alerts.choose({ sonido: false });
    const again = await watching({ sonido: true });
    expect(again.alerts.getSnapshot()).toEqual({ sonido: false, navegador: false });
    await told("uno");
    expect(ring).not.toHaveBeenCalled();
  });

  it("is heard when it is made in another tab", async () => {
    const here = await watching();
    const there = await watching();
    here.alerts.choose({ sonido: true });
    expect(there.alerts.getSnapshot().sonido).toBe(false);
    const key = [...browser.values.keys()].find((each) => each.endsWith(":avisos"))!;
    dispatchEvent(new StorageEvent("storage", { key: "otra" }));
    expect(there.alerts.getSnapshot().sonido).toBe(false);
    dispatchEvent(new StorageEvent("storage", { key }));
    expect(there.alerts.getSnapshot().sonido).toBe(true);
    here.alerts.choose({ sonido: false });
    there.end();
    dispatchEvent(new StorageEvent("storage", { key }));
    expect(there.alerts.getSnapshot().sonido).toBe(true);
  });

  it("that can't be read is none", async () => {
    const page = browser.page(server);
    const { alerts } = await watching({}, { ...page, local: { ...page.local, get: () => "{" } });
    expect(alerts.getSnapshot()).toEqual({ sonido: false, navegador: false });
  });
});

describe("the browser's notification", () => {
  it("is shown while nobody looks, and opens the panel", async () => {
    const { alerts, onPress } = await watching();
    expect(await alerts.chooseBrowser(true)).toBe(true);
    looks(true);
    await told("a la vista");
    looks(false);
    await told("uno");
    const { uid } = server.chats[0]!.mensajes[1]!;
    expect(shown).toMatchObject([{ title: "Ana", body: "uno", tag: `ventanilla ${uid}` }]);
    vi.stubGlobal("focus", vi.fn());
    shown[0]!.onclick();
    expect(onPress).toHaveBeenCalledOnce();
    expect(focus).toHaveBeenCalledOnce();
  });

  it("of a long message is a beginning", async () => {
    const { alerts } = await watching();
    await alerts.chooseBrowser(true);
    await told("a".repeat(200));
    expect(shown[0]?.body).toBe(`${"a".repeat(140)}…`);
  });

  it("is not chosen where the browser says no", async () => {
    answer = "denied";
    const { alerts } = await watching();
    expect(await alerts.chooseBrowser(true)).toBe(false);
    expect(alerts.getSnapshot().navegador).toBe(false);
    await told("uno");
    expect(shown).toEqual([]);
  });

  it("is not shown where it was allowed once and is not any more", async () => {
    const { alerts } = await watching();
    await alerts.chooseBrowser(true);
    notifications("denied");
    await told("uno");
    expect(shown).toEqual([]);
    expect(document.title).toBe("(1) Pedidos");
  });

  it("that only a service worker may show breaks nothing", async () => {
    const { alerts } = await watching();
    await alerts.chooseBrowser(true);
    const refuses = () => {
      throw new TypeError("Illegal constructor");
    };
    vi.stubGlobal("Notification", Object.assign(refuses, { permission: "granted" }));
    await told("uno");
    expect(document.title).toBe("(1) Pedidos");
  });
});

it("is a store of its own, before anybody watches", () => {
  const { local, outbox, env } = browser.page(server);
  const storage = { local, outbox };
  const cliente = new ChatCliente({ usuario: { id: 5 }, api: server.api, env, storage });
  expect(new Alerts(cliente).getSnapshot()).toEqual({ sonido: false, navegador: false });
});
