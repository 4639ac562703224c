import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { browserOutboxStore, localKeyValue, type OutboxEntry } from "./storage";

const entry = (uid: string): OutboxEntry => ({
  uid,
  orden: 1,
  texto: `texto ${uid}`,
  creado_en: "2026-11-23T09:00:00Z",
});

class MemoryStorage {
  [key: string]: unknown;
  getItem(key: string): unknown {
    return this[key] ?? null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("localStorage", new MemoryStorage());
});

describe("the outbox store", () => {
  it("keeps what one cliente queued, apart from everybody else", async () => {
    const eva = browserOutboxStore("acme:5", localKeyValue());
    const other = browserOutboxStore("acme:55", localKeyValue());
    await eva.put(entry("a"));
    await eva.put(entry("b"));
    await eva.put({ ...entry("b"), texto: "otra vez" });
    await other.put(entry("c"));
    await eva.remove("a");
    const next = browserOutboxStore("acme:5", localKeyValue());
    expect(await next.all()).toEqual([{ ...entry("b"), texto: "otra vez" }]);
  });

  it("falls back to localStorage where databases are blocked", async () => {
    vi.stubGlobal("indexedDB", undefined);
    const store = browserOutboxStore("acme:5", localKeyValue());
    await store.put(entry("a"));
    expect(await browserOutboxStore("acme:5", localKeyValue()).all()).toEqual([entry("a")]);
    await store.remove("a");
    expect(await store.all()).toEqual([]);
  });

  it("falls back to memory where everything is blocked", async () => {
    vi.stubGlobal("indexedDB", undefined);
    vi.stubGlobal("localStorage", undefined);
    const store = browserOutboxStore("acme:5", localKeyValue());
    await store.put(entry("a"));
    expect(await store.all()).toEqual([entry("a")]);
  });

  it("falls back where asking for the database is forbidden already", async () => {
    vi.stubGlobal("indexedDB", undefined);
    Object.defineProperty(globalThis, "indexedDB", {
      configurable: true,
      get: () => {
        throw new DOMException("no", "SecurityError");
      },
    });
    const store = browserOutboxStore("acme:5", localKeyValue());
    await store.put(entry("a"));
    expect(await store.all()).toEqual([entry("a")]);
    Reflect.deleteProperty(globalThis, "indexedDB");
  });

  it.each(["onerror", "onblocked"] as const)("falls back on %s", async (event) => {
    const request = { error: new Error("no") } as unknown as IDBOpenDBRequest;
    vi.stubGlobal("indexedDB", { open: () => request });
    const store = browserOutboxStore("acme:5", localKeyValue());
    const put = store.put(entry("a"));
    request[event]?.({} as never);
    await put;
    expect(await store.all()).toEqual([entry("a")]);
  });

  it("does not wait for a database that never answers", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("indexedDB", { open: () => ({}) });
    const store = browserOutboxStore("acme:5", localKeyValue());
    const put = store.put(entry("a"));
    await vi.advanceTimersByTimeAsync(2000);
    await put;
    expect(await store.all()).toEqual([entry("a")]);
    vi.useRealTimers();
  });

  it("does not wait for a write that never ends", async () => {
    const store = browserOutboxStore("acme:5", localKeyValue());
    await store.put(entry("a"));
    vi.useFakeTimers();
    const transaction = { objectStore: () => ({ put: () => ({}) }) };
    vi.spyOn(IDBDatabase.prototype, "transaction").mockReturnValueOnce(transaction as never);
    const put = store.put(entry("b"));
    await vi.advanceTimersByTimeAsync(5000);
    await put;
    vi.useRealTimers();
    expect((await store.all()).map(({ uid }) => uid)).toEqual(["a", "b"]);
  });

  it("opens the database again where the browser has closed it", async () => {
    const store = browserOutboxStore("acme:5", localKeyValue());
    await store.put(entry("a"));
    await new Promise<void>((resolve) => {
      const newer = indexedDB.open("ventanilla", 2);
      newer.onsuccess = () => {
        newer.result.close();
        resolve();
      };
    });
    indexedDB.deleteDatabase("ventanilla");
    await store.put(entry("b"));
    expect((await store.all()).map(({ uid }) => uid)).toEqual(["b"]);
  });

  it("keeps in the second place what the first one had no room for", async () => {
    const store = browserOutboxStore("acme:5", localKeyValue());
    await store.put(entry("a"));
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await store.put(entry("b"));
    put.mockRestore();
    expect((await store.all()).map(({ uid }) => uid)).toEqual(["a", "b"]);
  });
});

describe("small values", () => {
  it("live in memory where the storage refuses them", () => {
    vi.stubGlobal("localStorage", {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
      removeItem: () => {},
    });
    const local = localKeyValue();
    local.set("ventanilla:a", "1");
    expect(local.get("ventanilla:a")).toBe("1");
    expect(local.keys("ventanilla:")).toEqual(["ventanilla:a"]);
    local.remove("ventanilla:a");
    expect(local.get("ventanilla:a")).toBeNull();
  });
});
