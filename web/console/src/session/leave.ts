// Logging out from anywhere.
import { codigoOf } from "../http";
import { toasts } from "../shell/toasts";
import { problemText, type Texts } from "../texts";
import { logout } from "./allauth";

export async function leave(t: Texts): Promise<void> {
  try {
    await logout();
    location.assign("/soporte/"); // nothing of this agente stays in memory
  } catch (error) {
    toasts.show({ title: problemText(t, codigoOf(error)) });
  }
}
