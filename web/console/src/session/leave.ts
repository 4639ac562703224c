// Logging out from anywhere.
import { canPush, stopPush } from "../alerts/push";
import { codigoOf } from "../http";
import { toasts } from "../shell/toasts";
import { problemText, type Texts } from "../texts";
import { logout } from "./allauth";
import { hostLogin, hostLogout, leaveHost } from "./host";

/** A host that has not said how one leaves has its own way. */
export const canLeave = hostLogin === null || hostLogout !== null;

export async function leave(t: Texts): Promise<void> {
  try {
    await noMorePushes();
    if (hostLogin !== null) {
      leaveHost();
      return;
    }
    await logout();
    location.assign("/soporte/"); // nothing of this agente stays in memory
  } catch (error) {
    toasts.show({ title: problemText(t, codigoOf(error)) });
  }
}

/** Whoever uses this browser next gets nothing of this agente; where it fails, keepPush sees to it. */
async function noMorePushes(): Promise<void> {
  try {
    if (canPush()) await stopPush();
  } catch {
    // Logging out comes first.
  }
}
