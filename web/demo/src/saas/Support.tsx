// The chat with soporte as a host puts it in: the provider at the root, the launcher in the corner of every screen.
import { ChatConSoporte, ChatSoporteProvider } from "@ventanilla/react";
import { type ReactNode, useCallback, useMemo } from "react";
import { toast } from "sonner";
import type { Idioma } from "../idioma";
import { fetchToken, type Persona } from "../server";

type Props = {
  persona: Persona;
  color: string;
  idioma: Idioma;
  children: ReactNode;
};

export function Support({ persona, color, idioma, children }: Props) {
  const { cliente_id } = persona;
  const token = useCallback(() => fetchToken(cliente_id), [cliente_id]);
  const usuario = useUsuario(persona);
  return (
    <ChatSoporteProvider token={token} idioma={idioma} toast={toast}>
      {children}
      {/* Connected with the page, so that an unread answer shows on the launcher. */}
      <ChatConSoporte usuario={usuario} color={color} conectar="siempre" />
    </ChatSoporteProvider>
  );
}

export function useUsuario({ cliente_id, nombre, email }: Persona) {
  return useMemo(() => ({ id: cliente_id, nombre, email }), [cliente_id, nombre, email]);
}
