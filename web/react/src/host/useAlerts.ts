// Tells a person who looks elsewhere that soporte has written; fetched once there is a line to hear it on.

import type { ChatCliente } from "@ventanilla/core";
import { useEffect, useRef } from "react";
import { startAlertsLater } from "../alerts/startLater";

export interface AlertProps {
  /** The sound of a new message, until the person chooses for themselves. Off where it is left out. */
  sonido?: boolean | undefined;
  /** False where the page's title is not to count what is unread while nobody looks. */
  titulo?: boolean | undefined;
}

export function useAlerts(
  cliente: ChatCliente | null,
  { sonido, titulo, onPress }: AlertProps & { onPress(): void },
): void {
  const newest = useRef(onPress);
  newest.current = onPress;
  useEffect(() => {
    const onPressed = () => newest.current();
    if (cliente) return startAlertsLater(cliente, { sonido, titulo, onPress: onPressed });
  }, [cliente, sonido, titulo]);
}
