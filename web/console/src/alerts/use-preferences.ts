// How the agente wants to be told: read once, kept true by `changed`, saved as a whole.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "../data/queries";
import { codigoOf } from "../http";
import { toasts } from "../shell/toasts";
import { problemText, useTexts } from "../texts";
import type { MyPrefs, Prefs } from "./prefs";

const PATH = "/api/soporte/yo/preferencias/";
const KEY = ["preferencias", PATH];

export const useAlertPreferences = () =>
  useQuery<MyPrefs>({
    queryKey: KEY,
    queryFn: () => get<MyPrefs>(PATH),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Shown as chosen at once; put back where the server would not have it. */
export function useSavePreferences() {
  const t = useTexts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (preferencias: Prefs) => send<MyPrefs>("PUT", PATH, preferencias),
    // One after the other: what was chosen last is what is kept.
    scope: { id: "preferencias" },
    onMutate: (preferencias) => {
      queries.setQueryData<MyPrefs>(KEY, (mine) => mine && { ...mine, preferencias });
    },
    onError: (error) => {
      toasts.show({ title: problemText(t, codigoOf(error)) });
      void queries.invalidateQueries({ queryKey: KEY });
    },
  });
}
