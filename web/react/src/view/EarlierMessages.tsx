// The way to what was said before the first message that is shown.

import type { ChatCliente } from "@ventanilla/core";
import { useState } from "react";
import { useWords } from "../words";

export function EarlierMessages({ cliente, chatId }: { cliente: ChatCliente; chatId: number }) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const load = () => {
    setBusy(true);
    cliente
      .loadEarlier(chatId)
      .catch(() => {})
      .finally(() => setBusy(false));
  };
  return (
    <button type="button" className="link earlier" disabled={busy} onClick={load}>
      {busy ? t.loading : t.earlier}
    </button>
  );
}
