// What was found, page by page.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { get } from "../data/queries";
import { queryString } from "../desk-api";
import type { wire } from "../wire";

export const useFound = (q: string) =>
  useInfiniteQuery({
    queryKey: ["search", q],
    queryFn: ({ pageParam }) =>
      get<wire.Busqueda>(`/api/soporte/buscar/${queryString({ q, cursor: pageParam })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.siguiente,
    placeholderData: keepPreviousData,
    enabled: q !== "",
  });
