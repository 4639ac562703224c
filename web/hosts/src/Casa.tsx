// The whole application: its providers, its screens, its chat.

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ChatConSoporte, ChatSoporteProvider } from "@ventanilla/react";
import { useMemo, useState } from "react";
import { Toaster, toast } from "sonner";
import { Pantalla, useRuta } from "./Pantalla";
import { apiOf, type Sesion, tokenOf } from "./sesion";

export function Casa({ sesion }: { sesion: Sesion }) {
  const [queries] = useState(() => new QueryClient());
  const [quien, setQuien] = useState<0 | 1>(0);
  const [conChat, setConChat] = useState(true);
  const ruta = useRuta();
  const usuario = sesion.personas[quien];
  const api = useMemo(() => apiOf(usuario), [usuario]);
  return (
    <QueryClientProvider client={queries}>
      <ChatSoporteProvider
        servidor={sesion.servidor}
        token={() => tokenOf(usuario)}
        toast={toast}
        {...(sesion.conAxios ? { api } : {})}
      >
        <h1>La casa de al lado</h1>
        <p>
          <button type="button" onClick={() => setConChat(!conChat)}>
            {conChat ? "Quitar el chat" : "Poner el chat"}
          </button>
          <button type="button" onClick={() => setQuien(quien === 0 ? 1 : 0)}>
            Cambiar de persona
          </button>
        </p>
        <Pantalla ruta={ruta} usuario={usuario} />
        {conChat && ruta !== "#/flotante" && <ChatConSoporte usuario={usuario} />}
      </ChatSoporteProvider>
      <Toaster />
    </QueryClientProvider>
  );
}
