// What holds for all agents: whether the words of clientes leave by push and e-mail.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "../../data/queries";
import { codigoOf } from "../../http";
import { toasts } from "../../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Switch } from "../../ui/fields";
import type { wire } from "../../wire";
import { Block } from "../SectionFrame";
import { notificationTexts } from "./texts";

const PATH = "/api/soporte/ajustes/";
const KEY = ["ajustes", PATH];

export function EveryoneBlock() {
  const t = useTextsOf(notificationTexts);
  const common = useTexts();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: KEY, queryFn: () => get<wire.Ajustes>(PATH) });
  const save = useMutation({
    mutationFn: async (avisos_con_texto: boolean) =>
      // As they are this moment: a colleague may have changed another of them.
      send<wire.Ajustes>("PUT", PATH, { ...(await get<wire.Ajustes>(PATH)), avisos_con_texto }),
    onSuccess: (ajustes) => queries.setQueryData(KEY, ajustes),
    onError: (error) => toasts.show({ title: problemText(common, codigoOf(error)) }),
  });
  if (!data) return null;
  return (
    <Block title={t.everyone}>
      <Switch
        label={t.withText}
        hint={t.withTextHelp}
        disabled={save.isPending}
        checked={data.avisos_con_texto ?? false}
        onChange={({ target }) => save.mutate(target.checked)}
      />
    </Block>
  );
}
