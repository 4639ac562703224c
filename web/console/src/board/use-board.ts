// The figures of a range, and where their chats are.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get } from "../data/queries";
import { queryString } from "../desk-api";
import type { DeskSearch } from "../desk-search";
import type { Days } from "../ui/DateRange";
import type { wire } from "../wire";

export type Figures = wire.Estadisticas;
export type Asked = Days & { tenant?: string | undefined };

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

export const queryOf = (asked: Asked) => ({ ...asked, zona: ZONE });

export const useFigures = (asked: Asked) =>
  useQuery({
    queryKey: ["board", asked],
    queryFn: () => get<Figures>(`/api/soporte/estadisticas/${queryString(queryOf(asked))}`),
    placeholderData: keepPreviousData,
    // What happens goes on: a board that stays open is read again.
    refetchInterval: 60_000,
  });

/** The same range as the list's filter has it: moments, so that days are this person's days. */
export function behind({ desde, hasta, tenant }: Asked, more: DeskSearch): DeskSearch {
  const end = new Date(`${hasta}T00:00`);
  end.setDate(end.getDate() + 1);
  return {
    ...(tenant ? { tenant } : {}),
    desde: new Date(`${desde}T00:00`).toISOString(),
    hasta: end.toISOString(),
    ...more,
  };
}

export const exportAddress = (asked: Asked, que: string, formato: "csv" | "json"): string =>
  `/api/soporte/estadisticas/exportar/${queryString({ ...queryOf(asked), que, formato })}`;
