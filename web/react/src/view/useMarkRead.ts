// What is on the screen of a page that is looked at has been read.

import type { ChatCliente, ChatSnapshot } from "@ventanilla/core";
import { useEffect } from "react";

export function useMarkRead(
  cliente: ChatCliente,
  { sinLeer, connection }: ChatSnapshot,
  atEnd: boolean,
) {
  const open = connection.status === "open";
  useEffect(() => {
    if (sinLeer === 0 || !atEnd || !open) return;
    const mark = () => document.visibilityState === "visible" && cliente.markRead();
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [cliente, sinLeer, atEnd, open]);
}
