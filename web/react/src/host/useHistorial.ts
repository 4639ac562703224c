// The cliente's chats, newest first, page by page, for hosts that draw their own list.

import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { ChatCliente, type HistorialFila, type Usuario } from "@ventanilla/core";
import { useClienteOf, useSession } from "./session";

export function useHistorial(
  usuario: Usuario,
  { activo = true }: { activo?: boolean } = {},
): UseInfiniteQueryResult<HistorialFila[]> {
  const { clave } = useSession();
  const cliente = useClienteOf(ChatCliente, usuario, false);
  return useInfiniteQuery({
    queryKey: [...clave(usuario.id), "historial", "todo"],
    queryFn: ({ pageParam }) => cliente.history(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ siguiente }) => siguiente,
    select: ({ pages }) => pages.flatMap(({ resultados }) => resultados),
    enabled: activo,
  });
}
