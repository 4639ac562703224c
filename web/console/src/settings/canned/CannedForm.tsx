// One canned reply: its shortcut, whose it is, its text in each language, and how it will read.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RESPUESTAS, writing } from "../../chat/api";
import { codigoOf, Problem } from "../../http";
import { ConfirmDialog } from "../../over/ConfirmDialog";
import { BOX, Modal } from "../../over/Modal";
import { toasts } from "../../shell/toasts";
import { problemText, useLanguage, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, TextInput } from "../../ui/fields";
import { Segmented } from "../../ui/Segmented";
import type { wire } from "../../wire";
import { CannedTexts } from "./CannedTexts";
import { cannedTexts } from "./texts";

type Props = { respuesta: wire.Respuesta | null; mayShare: boolean; onDone: () => void };

export function CannedForm({ respuesta, mayShare, onDone }: Props) {
  const t = useTextsOf(cannedTexts);
  const common = useTexts();
  const language = useLanguage();
  const queries = useQueryClient();
  const [form, setForm] = useState<wire.EscribirRespuesta>(() => ({
    atajo: respuesta?.atajo ?? "",
    titulo: respuesta?.titulo ?? "",
    textos: respuesta?.textos ?? { [language]: "" },
    compartida: respuesta?.compartida ?? false,
  }));
  const [removing, setRemoving] = useState(false);
  const change = (some: Partial<wire.EscribirRespuesta>) => setForm({ ...form, ...some });

  const done = (title: string) => {
    void queries.invalidateQueries({ queryKey: RESPUESTAS });
    toasts.show({ title });
    onDone();
  };
  const save = useMutation({
    mutationFn: () => writing.guardarRespuesta(respuesta?.id ?? null, form),
    onSuccess: () => done(t.saved),
  });
  const wrong = wrongOf(save.error);

  if (removing && respuesta) {
    return (
      <ConfirmDialog
        danger
        title={t.removeTitle(respuesta.titulo)}
        action={t.remove}
        onClose={() => setRemoving(false)}
        onConfirm={async () => {
          await writing.quitarRespuesta(respuesta.id);
          done(t.removed);
        }}
      >
        {t.removeHelp}
      </ConfirmDialog>
    );
  }
  return (
    <Modal
      title={respuesta ? t.edit(respuesta.titulo) : t.create}
      className={`w-[min(640px,calc(100vw-24px))] ${BOX}`}
      onClose={onDone}
    >
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        <div className="grid gap-4 desk:grid-cols-2">
          <Field
            label={t.shortcut}
            hint={t.shortcutHelp}
            error={wrong === "atajo" && (isShortcut(form.atajo) ? t.taken : t.badShortcut)}
          >
            {(props) => (
              <TextInput
                {...props}
                required
                maxLength={40}
                autoComplete="off"
                spellCheck={false}
                value={form.atajo}
                onChange={({ target }) => change({ atajo: target.value.toLowerCase() })}
              />
            )}
          </Field>
          <Field label={t.name}>
            {(props) => (
              <TextInput
                {...props}
                required
                maxLength={100}
                value={form.titulo}
                onChange={({ target }) => change({ titulo: target.value })}
              />
            )}
          </Field>
        </div>
        {mayShare && (
          <Segmented
            label={t.whose}
            value={form.compartida ? "shared" : "own"}
            options={[
              ["own", t.own],
              ["shared", t.shared],
            ]}
            onChoose={(whose) => change({ compartida: whose === "shared" })}
          />
        )}
        <CannedTexts textos={form.textos} onChange={(textos) => change({ textos })} />
        {save.isError && wrong !== "atajo" && (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
            {wrong === "texto" ? t.needsText : problemText(common, codigoOf(save.error))}
          </p>
        )}
        <div className="flex gap-2 max-desk:flex-col-reverse">
          {respuesta && (
            <Button look="quiet" className="!text-danger" onClick={() => setRemoving(true)}>
              {t.remove}
            </Button>
          )}
          <span className="flex-1" />
          <Button onClick={onDone}>{common.cancel}</Button>
          <Button look="primary" type="submit" disabled={save.isPending}>
            {t.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const isShortcut = (text: string): boolean => /^[a-z0-9][a-z0-9_-]*$/.test(text);

/** The field that the server would not have. */
function wrongOf(error: unknown): string | null {
  if (!(error instanceof Problem) || error.codigo !== "datos_invalidos") return null;
  const [first] = (error.body.errores ?? []) as { campo?: string }[];
  return first?.campo ?? null;
}
