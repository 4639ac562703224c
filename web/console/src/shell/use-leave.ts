// Logging out from anywhere on the desk.
import { codigoOf } from "../http";
import { logout } from "../session/allauth";
import { problemText, useTexts } from "../texts";
import { toasts } from "./toasts";

export function useLeave(): () => Promise<void> {
  const t = useTexts();
  return async () => {
    try {
      await logout();
      location.assign("/soporte/"); // nothing of this agente stays in memory
    } catch (error) {
      toasts.show({ title: problemText(t, codigoOf(error)) });
    }
  };
}
