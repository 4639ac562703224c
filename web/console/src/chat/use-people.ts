// Whom a note of a chat may call: those of the team who may see it.
import { useQuery } from "@tanstack/react-query";
import type { wire } from "../wire";
import { writing } from "./api";

export function usePeople(chatId: number): readonly wire.AgenteRef[] {
  const people = useQuery({
    queryKey: ["mencionables", chatId],
    queryFn: () => writing.mencionables(chatId),
    staleTime: 60_000,
  });
  return people.data?.resultados ?? [];
}
