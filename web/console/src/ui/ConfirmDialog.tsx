// Asks before what cannot be taken back. The button says what it does; it stays until it was done, and
// says why where it was not.
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { codigoOf } from "../http";
import { BOX, Modal } from "../over/Modal";
import { problemText, useTexts } from "../texts";
import { Button } from "./Button";

type Props = {
  title: string;
  children?: ReactNode;
  /** What the button does: «Borrar la etiqueta». */
  action: string;
  danger?: boolean;
  onConfirm: () => unknown;
  onClose: () => void;
};

export function ConfirmDialog(props: Props) {
  const { title, children, action, danger = false, onConfirm, onClose } = props;
  const t = useTexts();
  const confirm = useMutation({ mutationFn: async () => onConfirm(), onSuccess: onClose });
  return (
    <Modal title={title} className={`w-[min(420px,calc(100vw-24px))] ${BOX}`} onClose={onClose}>
      {children && <div className="mt-2 text-ink-2">{children}</div>}
      {confirm.isError && (
        <p role="alert" className="mt-3 rounded-sm bg-danger-soft px-3 py-2 text-danger">
          {problemText(t, codigoOf(confirm.error))}
        </p>
      )}
      <div className="mt-5 flex justify-end gap-2 max-desk:flex-col-reverse">
        <Button autoFocus onClick={onClose}>
          {t.cancel}
        </Button>
        <Button
          look={danger ? "danger" : "primary"}
          disabled={confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          {action}
        </Button>
      </div>
    </Modal>
  );
}
