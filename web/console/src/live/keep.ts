// What must outlive a reload but not the tab: drafts and what has not been acked yet. Session
// storage, so that a shared computer keeps nothing of it; memory where storage is forbidden.

export interface Keep {
  read(key: string): string | null;
  write(key: string, value: string | null): void;
}

export function sessionKeep(prefix: string): Keep {
  const memory = new Map<string, string>();
  return {
    read(key) {
      try {
        return sessionStorage.getItem(prefix + key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    write(key, value) {
      if (value === null) memory.delete(key);
      else memory.set(key, value);
      try {
        if (value === null) sessionStorage.removeItem(prefix + key);
        else sessionStorage.setItem(prefix + key, value);
      } catch {
        // Full or forbidden: memory has it.
      }
    },
  };
}

export function memoryKeep(): Keep {
  const memory = new Map<string, string>();
  return {
    read: (key) => memory.get(key) ?? null,
    write: (key, value) => void (value === null ? memory.delete(key) : memory.set(key, value)),
  };
}
