// What the desk tells of an open chat besides its messages: its cliente was blocked; and that the agente has seen where they are named.
import { useEffect } from "react";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { useStore } from "../ui/use-store";
import { writing } from "./api";

export function useChatNews(chat: ChatStore): void {
  const desk = useDesk();
  const { notas } = useStore(chat);
  const mine = notas.findLast(({ menciones }) => menciones.includes(desk.yo.agente.id));
  const named = mine?.id ?? null;

  useEffect(
    () =>
      desk.on("changed", ({ que }) => {
        if (que === "bloqueos") void chat.load();
      }),
    [desk, chat],
  );

  useEffect(() => {
    if (named === null) return;
    const see = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", see);
      writing.mencionesLeidas(chat.id).catch(() => undefined); // The next opening says it again.
    };
    document.addEventListener("visibilitychange", see);
    see();
    return () => document.removeEventListener("visibilitychange", see);
  }, [named, chat]);
}
