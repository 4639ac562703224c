// What stands over the desk until it is answered or left: the browser's own dialog, which traps the
// focus, makes the rest inert, gives the focus back, and needs no styles that a strict
// Content-Security-Policy would refuse.
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";

type Props = {
  title: ReactNode;
  className: string;
  titleClassName?: string;
  /** Beside the title. */
  header?: ReactNode;
  headerClassName?: string;
  onClose: () => void;
  /** Gives the focus a place where what had it is gone. */
  onClosed?: () => void;
  children: ReactNode;
};

export function Modal({
  title,
  className,
  titleClassName = "text-lg font-semibold",
  header,
  headerClassName = "",
  onClose,
  onClosed,
  children,
}: Props) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const closed = useRef(onClosed);
  closed.current = onClosed;

  useLayoutEffect(() => {
    const box = dialog.current;
    const before = document.activeElement;
    box?.showModal();
    return () => {
      box?.close();
      // After React has drawn what is there without the dialog. What is still there has the focus back.
      setTimeout(() => {
        if (!before?.isConnected) closed.current?.();
      });
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own, as `cancel`
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={`bg-panel text-ink shadow-float backdrop:bg-veil ${className}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <header className={headerClassName}>
        <h2 id={titleId} className={titleClassName}>
          {title}
        </h2>
        {header}
      </header>
      {children}
    </dialog>
  );
}

/** A box in the middle. */
export const BOX =
  "floats m-auto max-h-[calc(100dvh-32px)] overflow-y-auto rounded-lg border border-line p-5";
