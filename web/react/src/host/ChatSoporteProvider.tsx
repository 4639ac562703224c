// Around everything of the host that shows a chat: who serves it, where tokens come from, how the
// host tells things, and the host's query cache.

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { ApiLike, Cache, Chat } from "@ventanilla/core";
import { type ReactNode, useMemo, useState } from "react";
import { idiomaFor, launcherTexts } from "../texts";
import { Registry } from "./registry";
import { type ClaveConsulta, SessionContext } from "./session";

export interface Aviso {
  codigo: "chat_cerrado";
  texto: string;
}

export interface ChatSoporteProviderProps {
  /** Gives a fresh token each time it is asked. Left out, the host's session cookie is the identity. */
  token?: () => Promise<string | null>;
  /** Where the tenant's Ventanilla answers; this page's own origin where it is left out. */
  servidor?: string;
  /** The host's axios-like object; left out, fetch with the token. */
  api?: ApiLike;
  idioma?: string;
  /** The host's toasts; `notificar` where it wants to do it in its own way. */
  toast?: { info(texto: string): unknown };
  notificar?: (aviso: Aviso) => void;
  claveConsulta?: ClaveConsulta;
  depurar?: boolean;
  children: ReactNode;
}

/** What belongs to a past chat changes with a close or a new chat, which say so; and by the hour, to be sure. */
const FRESH_MS = 60 * 60_000;

function keptIn(queries: QueryClient, clave: readonly unknown[]): Cache {
  return (key, fetch) =>
    queries.fetchQuery({ queryKey: [...clave, ...key], queryFn: fetch, staleTime: FRESH_MS });
}

const CLAVE: ClaveConsulta = (id) => ["chat-soporte", id];

export function ChatSoporteProvider(props: ChatSoporteProviderProps) {
  const { token, servidor, api, idioma, toast, notificar, depurar, children } = props;
  const { claveConsulta: clave = CLAVE } = props;
  const chosen = idiomaFor(idioma);
  const texts = launcherTexts(chosen);
  const queries = useQueryClient();
  const [registry] = useState(() => new Registry());
  registry.options = {
    token,
    servidor,
    api,
    depurar,
    cacheOf: ({ id }) => keptIn(queries, clave(id)),
  };
  registry.listener = {
    closed: (usuario) => {
      const texto = texts.closedNotice;
      if (notificar) notificar({ codigo: "chat_cerrado", texto });
      else toast?.info(texto);
      // Marked, not fetched: nobody wants a new chat until they open the panel or write again.
      void queries.invalidateQueries({ queryKey: clave(usuario.id), refetchType: "none" });
    },
    opened: ({ id }, { chat_id }) => {
      // An opening call may be what opened it: it has answered with this chat, or will.
      const queryKey = clave(id);
      if (queries.getQueryData<Chat>(queryKey)?.id === chat_id) return;
      if (queries.isFetching({ queryKey }) === 0) void queries.invalidateQueries({ queryKey });
    },
  };
  const toasts = Boolean(toast || notificar);
  const session = useMemo(
    () => ({ registry, clave, toasts, idioma: chosen, texts }),
    [registry, clave, toasts, chosen, texts],
  );
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}
