// Somebody has forgotten the password, or lost the phone: let in again, at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send } from "../../data/queries";
import { codigoOf } from "../../http";
import { toasts } from "../../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import type { wire } from "../../wire";
import { settingsTexts } from "../texts";
import { detailOf } from "../wrong";
import { agentsTexts } from "./texts";

type Props = {
  agente: wire.AgenteDeEquipo;
  onPassword: (made: wire.ClaveDeUnUso) => void;
};

export function AccessBlock({ agente, onPassword }: Props) {
  const t = useTextsOf(agentsTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const queries = useQueryClient();
  const path = `/api/soporte/agentes/${agente.id}/`;
  const onError = (error: unknown) =>
    toasts.show({ title: detailOf(error) ?? problemText(common, codigoOf(error)) });
  const reset = useMutation({
    mutationFn: () => send<wire.ClaveDeUnUso>("POST", `${path}clave/`),
    onSuccess: onPassword,
    onError,
  });
  const remove = useMutation({
    mutationFn: () => send("DELETE", `${path}dos_pasos/`),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["agentes"] });
      toasts.show({ title: s.saved });
    },
    onError,
  });
  return (
    <div className="flex flex-wrap gap-2">
      <Button disabled={reset.isPending} onClick={() => reset.mutate()}>
        {t.newPassword}
      </Button>
      {agente.dos_pasos && (
        <Button disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t.removeSteps}
        </Button>
      )}
    </div>
  );
}
