// The chat without a face, for hosts that draw their own.

import {
  type Autor,
  type Chat,
  ChatCliente,
  type ChatLog,
  type ConnectionState,
  type Contexto,
  type Mensaje,
  type OutboxItem,
  type Phase,
  type Presencia,
  type Usuario,
} from "@ventanilla/core";
import { useMemo } from "react";
import { useClienteOf, useSnapshot } from "./session";
import { useOpeningCall } from "./useOpeningCall";

export interface ChatSoporte {
  /** The opening call's answer: the open chat. */
  chat: Chat | undefined;
  /** The chats in view, oldest first; the last one is followed. */
  chats: readonly ChatLog[];
  /** The messages of the followed chat. */
  mensajes: readonly Mensaje[];
  /** What is on its way, or was refused. */
  salida: readonly OutboxItem[];
  fase: Phase;
  conexion: ConnectionState;
  soporte: Presencia | null;
  escribiendo: Autor | null;
  sinLeer: number;
  /** Queued at once; returns the message's uid. */
  enviar(texto: string, contexto?: Contexto): string;
  /** Sends a refused message again; without a uid, tries the line now. */
  reintentar(uid?: string): void;
  /** Takes a refused message back; returns its text. */
  descartar(uid: string): string;
  marcarLeido(): void;
  cargarAnteriores(): Promise<void>;
  borrador(contexto?: string): string;
  ponerBorrador(texto: string, contexto?: string): void;
  /** Everything else. */
  cliente: ChatCliente;
}

const NONE: readonly Mensaje[] = [];

export function useChatSoporte(
  usuario: Usuario,
  { activo = true }: { activo?: boolean } = {},
): ChatSoporte {
  const cliente = useClienteOf(ChatCliente, usuario, activo);
  const { data: chat } = useOpeningCall(usuario, cliente, activo);
  const snapshot = useSnapshot(cliente);
  const verbs = useMemo(() => verbsOf(cliente), [cliente]);
  return {
    chat,
    chats: snapshot.chats,
    mensajes: snapshot.chats.at(-1)?.mensajes ?? NONE,
    salida: snapshot.outbox,
    fase: snapshot.phase,
    conexion: snapshot.connection,
    soporte: snapshot.soporte,
    escribiendo: snapshot.typing,
    sinLeer: snapshot.sinLeer,
    ...verbs,
    cliente,
  };
}

function verbsOf(cliente: ChatCliente) {
  return {
    enviar: (texto: string, contexto?: Contexto) =>
      cliente.say(texto, contexto ? { contexto } : {}),
    reintentar: (uid?: string) => (uid ? cliente.retry(uid) : cliente.retryNow()),
    descartar: (uid: string) => cliente.discard(uid),
    marcarLeido: () => cliente.markRead(),
    cargarAnteriores: async () => {
      const first = cliente.getSnapshot().chats[0];
      if (first) await cliente.loadEarlier(first.id);
    },
    borrador: (contexto?: string) => cliente.draft(contexto),
    ponerBorrador: (texto: string, contexto = "") => cliente.setDraft(contexto, texto),
  };
}
