// What holds for all agents: whether the words of clientes leave by push and e-mail.
import { useMutation } from "@tanstack/react-query";
import { codigoOf } from "../../http";
import { toasts } from "../../shell/toasts";
import { useAjustes, useChangeAjustes } from "../../team/use-settings";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Switch } from "../../ui/fields";
import { Block } from "../SectionFrame";
import { notificationTexts } from "./texts";

export function EveryoneBlock() {
  const t = useTextsOf(notificationTexts);
  const common = useTexts();
  const { data } = useAjustes();
  const change = useChangeAjustes();
  const save = useMutation({
    mutationFn: (avisos_con_texto: boolean) => change({ avisos_con_texto }),
    onError: (error) => toasts.show({ title: problemText(common, codigoOf(error)) }),
  });
  if (!data) return null;
  return (
    <Block title={t.everyone}>
      <Switch
        label={t.withText}
        hint={t.withTextHelp}
        disabled={save.isPending}
        checked={data.avisos_con_texto}
        onChange={({ target }) => save.mutate(target.checked)}
      />
    </Block>
  );
}
