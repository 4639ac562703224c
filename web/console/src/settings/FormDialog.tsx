// A dialog with a form: what is refused stays and says why; what exists already may be removed, which asks.
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { codigoOf } from "../http";
import { ConfirmDialog } from "../over/ConfirmDialog";
import { BOX, Modal } from "../over/Modal";
import { toasts } from "../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { settingsTexts } from "./texts";
import { detailOf, wrongWith } from "./wrong";

type Props = {
  title: string;
  wide?: boolean;
  save: () => Promise<unknown>;
  action?: string | undefined;
  /** Which queries are another afterwards. */
  changes: string;
  /** Fields that say themselves what is wrong with them. */
  fields?: readonly string[];
  /** What was saved is shown in its place. */
  staysOpen?: boolean;
  remove?: { title: string; help: ReactNode; run: () => Promise<unknown> } | null;
  onDone: () => void;
  children: (wrong: (campo: string) => string | undefined) => ReactNode;
};

export function FormDialog(props: Props) {
  const { title, wide = false, action, fields = [], remove, onDone, children } = props;
  const saved = props.staysOpen ? () => {} : onDone;
  const t = useTexts();
  const s = useTextsOf(settingsTexts);
  const [removing, setRemoving] = useState(false);
  const saving = useChange(props.save, props.changes, saved);
  const removal = useChange(async () => remove?.run(), props.changes, onDone);

  if (removing && remove) {
    return (
      <ConfirmDialog
        danger
        title={remove.title}
        action={s.remove}
        onClose={() => setRemoving(false)}
        onConfirm={() => removal.mutateAsync()}
      >
        {remove.help}
      </ConfirmDialog>
    );
  }
  const problem =
    saving.isError && !fields.some((campo) => wrongWith(saving.error, campo))
      ? (detailOf(saving.error) ?? problemText(t, codigoOf(saving.error)))
      : null;
  return (
    <Modal
      title={title}
      className={`${wide ? "w-[min(720px,calc(100vw-24px))]" : "w-[min(480px,calc(100vw-24px))]"} ${BOX}`}
      onClose={onDone}
    >
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving.isPending) saving.mutate();
        }}
      >
        {children((campo) => wrongWith(saving.error, campo))}
        {problem && (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
            {problem}
          </p>
        )}
        <div className="flex gap-2 max-desk:flex-col-reverse">
          {remove && (
            <Button look="quiet" className="!text-danger" onClick={() => setRemoving(true)}>
              {s.remove}
            </Button>
          )}
          <span className="flex-1" />
          <Button onClick={onDone}>{t.cancel}</Button>
          <Button look="primary" type="submit" disabled={saving.isPending}>
            {action ?? s.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Something is changed: what shows it is read again, and it is said. */
function useChange(
  change: () => Promise<unknown>,
  key: string,
  onDone: () => void,
): UseMutationResult<unknown, unknown, void> {
  const s = useTextsOf(settingsTexts);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => change(),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [key] });
      toasts.show({ title: s.saved });
      onDone();
    },
  });
}
