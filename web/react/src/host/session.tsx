// What the components share through the provider.

import type { ChatCliente, ChatSnapshot, Usuario } from "@ventanilla/core";
import { IDLE } from "@ventanilla/core";
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Registry } from "./registry";

export type ClaveConsulta = (usuarioId: Usuario["id"]) => readonly unknown[];

export interface Session {
  registry: Registry;
  clave: ClaveConsulta;
  /** The host shows its own toasts. */
  toasts: boolean;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("Falta <ChatSoporteProvider> alrededor de este componente");
  return session;
}

/** The cliente's one object, connected while `active`. What an earlier page left unsent connects it too. */
export function useCliente(usuario: Usuario, active: boolean): ChatCliente {
  const { registry } = useSession();
  const { id, nombre, email, avatar } = usuario;
  const who = useMemo(
    () => ({
      id,
      ...(nombre ? { nombre } : {}),
      ...(email ? { email } : {}),
      ...(avatar ? { avatar } : {}),
    }),
    [id, nombre, email, avatar],
  );
  const cliente = registry.get(who);
  useEffect(() => {
    if (active || cliente.hasUnsent) return registry.use(who);
  }, [registry, cliente, who, active]);
  return cliente;
}

export function useSnapshot(cliente: ChatCliente): ChatSnapshot {
  return useSyncExternalStore(cliente.subscribe, cliente.getSnapshot, () => IDLE);
}
