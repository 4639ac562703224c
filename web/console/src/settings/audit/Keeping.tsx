// For how long the log is kept.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { get, send } from "../../data/queries";
import { codigoOf } from "../../http";
import { toasts } from "../../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, TextInput } from "../../ui/fields";
import type { wire } from "../../wire";
import { settingsTexts } from "../texts";
import { detailOf } from "../wrong";
import { auditTexts } from "./texts";

const PATH = "/api/soporte/administracion/seguridad/";

export function Keeping() {
  const t = useTextsOf(auditTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const queries = useQueryClient();
  const key = ["agentes", PATH];
  const { data } = useQuery({ queryKey: key, queryFn: () => get<wire.Seguridad>(PATH) });
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: async (auditoria_dias: number) =>
      send<wire.Seguridad>("PUT", PATH, { ...(await get<wire.Seguridad>(PATH)), auditoria_dias }),
    onSuccess: (kept) => {
      queries.setQueryData(key, kept);
      setTyped(null);
      toasts.show({ title: s.saved });
    },
    onError: (error) =>
      toasts.show({ title: detailOf(error) ?? problemText(common, codigoOf(error)) }),
  });
  if (!data) return null;
  return (
    <form
      className="mt-6 flex items-end gap-2 border-t border-line pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed && !save.isPending) save.mutate(Number(typed));
      }}
    >
      <Field label={t.keep}>
        {(props) => (
          <TextInput
            {...props}
            type="number"
            min={1}
            max={3650}
            className="max-w-28"
            value={typed ?? data.auditoria_dias ?? 365}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <Button type="submit" disabled={!typed || save.isPending}>
        {s.save}
      </Button>
    </form>
  );
}
