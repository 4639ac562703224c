// The teams that there are.
import { useQuery } from "@tanstack/react-query";
import { get } from "../data/queries";
import type { wire } from "../wire";

const NONE: readonly wire.Equipo[] = [];

export function useTeams(): readonly wire.Equipo[] {
  const { data } = useQuery({
    queryKey: ["equipos", "/api/soporte/equipos/"],
    queryFn: () => get<{ resultados: wire.Equipo[] }>("/api/soporte/equipos/"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.resultados ?? NONE;
}
