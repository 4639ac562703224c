// What the desk has agreed on, read once and kept: tags, reasons, views, tenants, the team. The server
// says when one of them is another now (`changed`), and it is read again.
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "../http";
import { useDesk } from "../session/desk-context";
import type { wire } from "../wire";

export const get = <T>(path: string): Promise<T> => request("GET", path) as Promise<T>;
export const send = <T = unknown>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
) => request(method, path, body ?? (method === "DELETE" ? undefined : {})) as Promise<T>;

type Que = wire.Changed["que"];

/** One thing that `changed` names, with everything that was asked of it. */
function useDeskQuery<T>(que: Que, path: string, enabled = true): UseQueryResult<T> {
  return useQuery<T>({
    queryKey: [que, path],
    queryFn: () => get<T>(path),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });
}

type Listed<T> = { resultados: T[] };

export const useTags = () =>
  useDeskQuery<Listed<wire.Etiqueta>>("etiquetas", "/api/soporte/etiquetas/");
export const useReasons = () =>
  useDeskQuery<Listed<wire.Razon>>("razones", "/api/soporte/razones/");
export const useViews = () => useDeskQuery<Listed<wire.Vista>>("vistas", "/api/soporte/vistas/");
export const useTenants = () =>
  useDeskQuery<Listed<wire.FichaDeTenant>>("tenants", "/api/soporte/tenants/");
export const useTenant = (slug: string) =>
  useDeskQuery<wire.FichaDeTenant>("tenants", `/api/soporte/tenants/${slug}/`);

/** Reads again what changed, as long as the desk is there. */
export function useFreshQueries(): void {
  const desk = useDesk();
  const queries = useQueryClient();
  useEffect(() => {
    const undo = [
      desk.on("changed", ({ que }) => void queries.invalidateQueries({ queryKey: [que] })),
      desk.on("resumed", () => void queries.invalidateQueries()),
    ];
    return () => {
      for (const each of undo) each();
    };
  }, [desk, queries]);
}
