// The roles that there are, and what each may do.
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { get } from "../../data/queries";
import type { wire } from "../../wire";

export const ROLES = "/api/soporte/roles/";

export const useRoles = (): UseQueryResult<wire.Roles> =>
  useQuery({ queryKey: ["agentes", ROLES], queryFn: () => get<wire.Roles>(ROLES) });
