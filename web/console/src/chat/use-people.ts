// Who is in the team: whom a note may call.
import { useQuery } from "@tanstack/react-query";
import { request } from "../http";
import type { wire } from "../wire";

const EQUIPO = ["equipo"] as const;

type Equipo = { resultados: wire.AgentePresente[] };

export function usePeople(): readonly wire.AgentePresente[] {
  const team = useQuery({
    queryKey: EQUIPO,
    queryFn: () => request("GET", "/api/soporte/equipo/") as Promise<Equipo>,
    staleTime: 60_000,
  });
  return team.data?.resultados ?? [];
}
