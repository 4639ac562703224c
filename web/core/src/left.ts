// Whether an earlier page left something unsent, told without opening a database.

import type { ClienteId } from "./wire";

export function serverOf(servidor: string | undefined): string {
  const base = servidor || (typeof location === "undefined" ? "" : location.origin);
  return base.replace(/\/+$/, "");
}

/** Under which name this browser keeps what belongs to one cliente of one server. */
export function namespaceOf(servidor: string | undefined, id: ClienteId): string {
  return `${serverOf(servidor).replace(/^https?:\/\//, "")}:${id}`;
}

/** True where something waits for this cliente or, without an `id`, for any cliente of this server. */
export function leftUnsent(servidor: string | undefined, id?: ClienteId): boolean {
  try {
    const prefix = namespaceOf(servidor, id === undefined ? "" : `${id}:`);
    return isUnsent(Object.keys(localStorage), prefix);
  } catch {
    return false;
  }
}

export function isUnsent(keys: string[], prefix: string): boolean {
  return keys.some(
    (key) =>
      key.startsWith(`ventanilla:${prefix}`) && /:pendiente$|:enviando:|:volviendo:/.test(key),
  );
}
