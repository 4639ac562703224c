// What is being typed, kept for its context until it is sent.

import type { ChatCliente } from "@ventanilla/core";
import { useLayoutEffect, useState } from "react";

export function useDraft(cliente: ChatCliente, key: string) {
  const [texto, setTexto] = useState(() => cliente.draft(key));
  // Before anybody can type: what is typed comes back by this event alone.
  useLayoutEffect(
    () => cliente.events.on("draft", (draft) => draft.context === key && setTexto(draft.texto)),
    [cliente, key],
  );
  return [texto, (next: string) => cliente.setDraft(key, next)] as const;
}
