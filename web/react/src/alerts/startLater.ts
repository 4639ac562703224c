// The alerts, fetched once there is a line to hear a message on.

import type { ChatCliente } from "@ventanilla/core";
import type { AlertOptions } from "./Alerts";

/** Returns the end of it, which may come before they have. */
export function startAlertsLater(cliente: ChatCliente, options: AlertOptions): () => void {
  let end: (() => void) | null = null;
  let wanted = true;
  import("./Alerts").then(
    ({ alertsOf }) => {
      if (wanted) end = alertsOf(cliente).start(options);
    },
    // Without them a message makes no sound, and is there all the same.
    () => {},
  );
  return () => {
    wanted = false;
    end?.();
  };
}
