// Says what went wrong with one's account, unless the person has closed the question themselves.
import { codigoOf } from "../../http";
import { toasts } from "../../shell/toasts";
import { problemText, useTexts } from "../../texts";
import { NotConfirmed } from "./use-confirmed";

export function useComplaint(): (error: unknown) => void {
  const t = useTexts();
  return (error) => {
    if (!(error instanceof NotConfirmed)) toasts.show({ title: problemText(t, codigoOf(error)) });
  };
}
