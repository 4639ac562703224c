// The opening call, in the host's own cache: the cliente's open chat, or a new one. Made while
// `enabled`, which is while the person is at the chat; never by a page load alone.

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Chat, ChatCliente, Usuario } from "@ventanilla/core";
import { useSession } from "./session";

export function useOpeningCall(
  usuario: Usuario,
  cliente: ChatCliente | null,
  enabled: boolean,
): UseQueryResult<Chat> {
  const { clave } = useSession();
  return useQuery({
    queryKey: clave(usuario.id),
    queryFn: () => cliente!.open(),
    enabled: enabled && cliente !== null,
    // Only a close or a new chat makes it stale, and those say so.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
