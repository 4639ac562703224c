// What the components share through the provider.

import type { ChatCliente, ChatSnapshot, Usuario } from "@ventanilla/core";
import { IDLE, leftUnsent } from "@ventanilla/core/before";
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { Later, useLater } from "../later";
import type { Idioma, LauncherTexts } from "../texts";
import type { ChatClienteClass, Registry } from "./registry";

export type ClaveConsulta = (usuarioId: Usuario["id"]) => readonly unknown[];

export interface Session {
  registry: Registry;
  clave: ClaveConsulta;
  /** The host shows its own toasts. */
  toasts: boolean;
  idioma: Idioma;
  texts: LauncherTexts;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("Falta <ChatSoporteProvider> alrededor de este componente");
  return session;
}

const core = new Later(() => import("./core"));

/** The cliente's one object, connected while `active`; null until it is wanted for the first time. What an
 * earlier page left unsent makes it wanted too. */
export function useCliente(usuario: Usuario, active: boolean): ChatCliente | null {
  const { registry } = useSession();
  const who = useWho(usuario);
  const unsent = useMemo(() => hasUnsent(registry.options.servidor, who), [registry, who]);
  const { value } = useLater(core, active || unsent);
  const cliente = value && registry.get(who, value.ChatCliente);
  useConnected(cliente, active || unsent);
  return cliente;
}

/** The same where the class is here already. */
export function useClienteOf(
  Class: ChatClienteClass,
  usuario: Usuario,
  active: boolean,
): ChatCliente {
  const { registry } = useSession();
  const cliente = registry.get(useWho(usuario), Class);
  useConnected(cliente, active || cliente.hasUnsent);
  return cliente;
}

const NOBODY = { subscribe: () => () => {}, getSnapshot: () => IDLE };

export function useSnapshot(cliente: ChatCliente | null): ChatSnapshot {
  const store = cliente ?? NOBODY;
  return useSyncExternalStore(store.subscribe, store.getSnapshot, NOBODY.getSnapshot);
}

function useConnected(cliente: ChatCliente | null, active: boolean): void {
  const { registry } = useSession();
  useEffect(() => {
    if (active && cliente) return registry.use(cliente);
  }, [registry, cliente, active]);
}

function useWho({ id, nombre, email, avatar }: Usuario): Usuario {
  return useMemo(
    () => ({
      id,
      ...(nombre ? { nombre } : {}),
      ...(email ? { email } : {}),
      ...(avatar ? { avatar } : {}),
    }),
    [id, nombre, email, avatar],
  );
}

function hasUnsent(servidor: string | undefined, { id }: Usuario): boolean {
  return leftUnsent(servidor, id);
}
