// What is being typed, kept for its context until it is sent.

import type { ChatCliente } from "@ventanilla/core";
import { useEffect, useState } from "react";

export function useDraft(cliente: ChatCliente, key: string) {
  const [texto, setTexto] = useState(() => cliente.draft(key));
  useEffect(
    () => cliente.events.on("draft", (draft) => draft.context === key && setTexto(draft.texto)),
    [cliente, key],
  );
  return [texto, (next: string) => cliente.setDraft(key, next)] as const;
}
