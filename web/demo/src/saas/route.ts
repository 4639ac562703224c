// Which screen is open: the part of the address after #.
import { useSyncExternalStore } from "react";
import type { Path } from "./records";

export type Route = { path: Path | "inicio"; id: string | null };

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const [, path, id] = hash.split("/");
  if (path === "pedidos" || path === "citas" || path === "facturas")
    return { path, id: id ? decodeURIComponent(id) : null };
  return { path: "inicio", id: null };
}

function subscribe(changed: () => void) {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}
