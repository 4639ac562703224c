// The tab's title: how many open chats have something unread, and where one is.
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useDesk } from "../session/desk-context";
import { useTexts } from "../texts";
import { useStore } from "../ui/use-store";
import { pageName } from "./page-name";

export function usePageTitle(): void {
  const t = useTexts();
  const desk = useDesk();
  const { rows } = useStore(desk.open);
  const { chatId } = useParams({ strict: false });
  const page = useStore(pageName);
  const unread = rows.filter((row) => row.sin_leer > 0).length;
  const who = chatId === undefined ? undefined : desk.row(Number(chatId))?.cliente.nombre;

  const where = page ?? who ?? t.inbox;

  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${where} · Ventanilla`;
  }, [unread, where]);
}
