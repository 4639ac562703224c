// How much is unread: by this page's own line, or by what another page of this browser says.

import type { ChatCliente } from "@ventanilla/core";
import { hearUnread } from "@ventanilla/core/unread";
import { useEffect, useState } from "react";
import { useSession, useSnapshot } from "./session";

export function useUnread(cliente: ChatCliente | null): number {
  const { servidor = "" } = useSession().registry.options;
  const { sinLeer } = useSnapshot(cliente);
  const [heard, setHeard] = useState(0);
  useEffect(() => {
    if (!cliente) return hearUnread(servidor, setHeard);
  }, [cliente, servidor]);
  return cliente ? sinLeer : heard;
}
