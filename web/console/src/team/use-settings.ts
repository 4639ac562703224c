// The settings of the desk that hold for everyone.
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "../data/queries";
import type { wire } from "../wire";

const PATH = "/api/soporte/ajustes/";
const KEY = ["ajustes", PATH];

export type Ajustes = Required<wire.Ajustes>;
export type Asignacion = Ajustes["asignacion"];

export function useAjustes(): UseQueryResult<Ajustes> {
  return useQuery({
    queryKey: KEY,
    queryFn: () => get<Ajustes>(PATH),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Changes some of them: the others as they are this moment, since a colleague may have changed one. */
export function useChangeAjustes() {
  const queries = useQueryClient();
  return async (some: Partial<Ajustes>): Promise<Ajustes> => {
    const kept = await send<Ajustes>("PUT", PATH, { ...(await get<Ajustes>(PATH)), ...some });
    queries.setQueryData(KEY, kept);
    return kept;
  };
}
