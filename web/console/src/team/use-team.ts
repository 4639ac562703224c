// Who answers, and who of them is there now: read once, and kept true by `team` frames.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { get } from "../data/queries";
import { useDesk } from "../session/desk-context";
import type { wire } from "../wire";

export type Teammate = wire.AgentePresente;

const KEY = ["agentes", "/api/soporte/equipo/"];
const NOBODY: readonly Teammate[] = [];

type Team = { resultados: Teammate[] };

export function useTeam(): readonly Teammate[] {
  const { data } = useQuery<Team>({
    queryKey: KEY,
    queryFn: () => get<Team>("/api/soporte/equipo/"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.resultados ?? NOBODY;
}

export function useTeammate(id: number | null): Teammate | undefined {
  const team = useTeam();
  return id === null ? undefined : team.find((each) => each.id === id);
}

/** Keeps what was read true; once, for the whole desk. */
export function useLiveTeam(): void {
  const desk = useDesk();
  const queries = useQueryClient();
  useEffect(
    () =>
      desk.on("team", ({ agentes }) => {
        const news = new Map(agentes.map((each) => [each.id, each]));
        queries.setQueryData<Team>(KEY, (team) => {
          if (!team) return team;
          const known = team.resultados.map((each) => news.get(each.id) ?? each);
          const unknown = agentes.filter(
            ({ id }) => !team.resultados.some((each) => each.id === id),
          );
          return { resultados: [...known, ...unknown] };
        });
      }),
    [desk, queries],
  );
}
