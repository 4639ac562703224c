// A form over some of the settings of the desk: it saves these alone, and leaves the others as they are.
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { codigoOf } from "../http";
import { toasts } from "../shell/toasts";
import { type Ajustes, useChangeAjustes } from "../team/use-settings";
import { problemText, useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { settingsTexts } from "./texts";
import { detailOf, wrongWith } from "./wrong";

type Props = {
  fields: readonly string[];
  changed: () => Partial<Ajustes>;
  children: (wrong: (campo: string) => string | undefined) => ReactNode;
};

export function AjustesForm({ fields, changed, children }: Props) {
  const t = useTexts();
  const s = useTextsOf(settingsTexts);
  const change = useChangeAjustes();
  const save = useMutation({
    mutationFn: () => change(changed()),
    onSuccess: () => toasts.show({ title: s.saved }),
  });
  const isNamed = fields.some((campo) => wrongWith(save.error, campo));
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      {children((campo) => wrongWith(save.error, campo))}
      {save.isError && !isNamed && (
        <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
          {detailOf(save.error) ?? problemText(t, codigoOf(save.error))}
        </p>
      )}
      <Button look="primary" type="submit" className="self-start" disabled={save.isPending}>
        {s.save}
      </Button>
    </form>
  );
}
