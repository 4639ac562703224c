// Where unsent texts and drafts live between page loads. Every store here answers even when the
// browser refuses (private windows, full disks, blocked storage): memory is the last one.

import type { KeyValue } from "./keyValue";
import type { Adjunto, Contexto } from "./wire";

export { type KeyValue, localKeyValue } from "./keyValue";

/** A message that was sent by its writer and not yet acked by the server. */
export interface OutboxEntry {
  uid: string;
  /** Place in the queue: milliseconds when it was queued, then a counter. */
  orden: number;
  texto: string;
  adjuntos?: Adjunto[];
  contexto?: Contexto;
  creado_en: string;
  /** Set where the server refused it for good. */
  failed?: { codigo: string; detail: string };
}

export interface OutboxStore {
  all(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(uid: string): Promise<void>;
}

const DATABASE = "ventanilla";
const TABLE = "salida";
const OPEN_LIMIT_MS = 2_000;
const WRITE_LIMIT_MS = 5_000;

/** IndexedDB, or localStorage where that can't be opened. */
export function browserOutboxStore(namespace: string, local: KeyValue): OutboxStore {
  const fallback = localOutboxStore(namespace, local);
  let opened: Promise<IDBDatabase | null> | null = null;
  const forget = () => {
    opened = null;
  };
  const database = () => {
    opened ??= within(OPEN_LIMIT_MS, openDatabase(forget)).catch(() => null);
    return opened;
  };
  const run = async <T>(
    mode: IDBTransactionMode,
    work: (table: IDBObjectStore) => IDBRequest<T>,
    otherwise: () => Promise<T>,
  ): Promise<T> => {
    const db = await database();
    if (!db) return otherwise();
    try {
      return await within(WRITE_LIMIT_MS, finished(db.transaction(TABLE, mode), work));
    } catch {
      return otherwise();
    }
  };
  return {
    // Both places are read: an entry may have gone to the second one when the first was full.
    all: async () => {
      const range = () => IDBKeyRange.bound([namespace, ""], [namespace, "\uffff"]);
      const stored = await run<Row[]>(
        "readonly",
        (table) => table.getAll(range()),
        async () => [],
      );
      return [...stored.map((row) => row.entry), ...(await fallback.all())];
    },
    put: async (entry) => {
      const row: Row = { namespace, uid: entry.uid, entry };
      await run<unknown>(
        "readwrite",
        (table) => table.put(row) as IDBRequest<unknown>,
        () => fallback.put(entry),
      );
    },
    remove: async (uid) => {
      await fallback.remove(uid);
      await run<undefined>(
        "readwrite",
        (table) => table.delete([namespace, uid]),
        async () => undefined,
      );
    },
  };
}

interface Row {
  namespace: string;
  uid: string;
  entry: OutboxEntry;
}

/** `gone`: the browser, or a later version of us in another tab, took the database away. */
function openDatabase(gone: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(TABLE, {
        keyPath: ["namespace", "uid"],
      });
    };
    request.onsuccess = () => {
      const db = request.result;
      db.onclose = gone;
      db.onversionchange = () => {
        db.close();
        gone();
      };
      resolve(db);
    };
    request.onerror = request.onblocked = () => reject(request.error);
  });
}

/** Some browsers, in private windows or after a crash, never answer. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("La base de datos no responde")), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Resolves when the transaction is complete, not when the request is: only then is it on disk. */
function finished<T>(
  transaction: IDBTransaction,
  work: (table: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(TABLE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** The whole queue as one localStorage value; enough for the few texts that wait. */
export function localOutboxStore(namespace: string, local: KeyValue): OutboxStore {
  const key = `ventanilla:${namespace}:salida`;
  const read = (): OutboxEntry[] => {
    try {
      return JSON.parse(local.get(key) ?? "[]");
    } catch {
      return [];
    }
  };
  const write = (entries: OutboxEntry[]) =>
    entries.length > 0 ? local.set(key, JSON.stringify(entries)) : local.remove(key);
  return {
    all: async () => read(),
    put: async (entry) => write([...read().filter(({ uid }) => uid !== entry.uid), entry]),
    remove: async (uid) => {
      const entries = read();
      if (entries.some((entry) => entry.uid === uid)) write(entries.filter((e) => e.uid !== uid));
    },
  };
}

/** An earlier version kept the ids of its attachments only. */
export function tolerated(entry: OutboxEntry): OutboxEntry {
  if (!entry.adjuntos) return entry;
  const adjuntos = (entry.adjuntos as (Adjunto | string)[]).map((one) =>
    typeof one === "string" ? { id: one, nombre: one, tipo: "", bytes: 0, url: "" } : one,
  );
  return { ...entry, adjuntos };
}
