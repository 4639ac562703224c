// Asks before something that cannot be taken back; what is dangerous by its name, typed. It stays, and
// says why, where it could not be done.
import { type ReactNode, useState } from "react";
import { codigoOf } from "../http";
import { problemText, useTexts } from "../texts";
import { Button } from "../ui/Button";
import { Field, TextInput } from "../ui/fields";
import { BOX, Modal } from "./Modal";

type Props = {
  title: string;
  children: ReactNode;
  action: string;
  danger?: boolean;
  /** What has to be typed first. */
  name?: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
};

export function ConfirmDialog({
  title,
  children,
  action,
  danger,
  name,
  onConfirm,
  onClose,
}: Props) {
  const t = useTexts();
  const [typed, setTyped] = useState("");
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async () => {
    setWorking(true);
    setProblem(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem(problemText(t, codigoOf(error)));
    } finally {
      setWorking(false);
    }
  };
  return (
    <Modal title={title} className={`w-[min(440px,calc(100vw-32px))] ${BOX}`} onClose={onClose}>
      <form
        className="mt-2 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <div className="text-ink-2">{children}</div>
        {name !== undefined && (
          <Field label={t.typeToConfirm(name)}>
            {(props) => (
              <TextInput
                {...props}
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        {problem && (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
            {problem}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button
            type="submit"
            look={danger ? "danger" : "primary"}
            disabled={working || (name !== undefined && typed !== name)}
          >
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
