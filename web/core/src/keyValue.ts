// The small things that are kept between page loads, and that have to be read at once.

export interface KeyValue {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(prefix: string): string[];
}

/** localStorage, with what it refuses kept in memory. */
export function localKeyValue(): KeyValue {
  const memory = new Map<string, string>();
  const tried = <T>(run: (storage: Storage) => T, otherwise: T): T => {
    try {
      return run(globalThis.localStorage);
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => memory.get(key) ?? tried((storage) => storage.getItem(key), null),
    set: (key, value) => {
      const stored = tried((storage) => {
        storage.setItem(key, value);
        return true;
      }, false);
      if (stored) memory.delete(key);
      else memory.set(key, value);
    },
    remove: (key) => {
      memory.delete(key);
      tried((storage) => storage.removeItem(key), undefined);
    },
    keys: (prefix) => {
      const stored = tried((storage) => Object.keys(storage), []);
      return [...new Set([...memory.keys(), ...stored])].filter((key) => key.startsWith(prefix));
    },
  };
}
