// A small panel at its button: filters, a form of two fields.
import { type ReactNode, useEffect, useRef } from "react";
import { Float } from "./Float";
import type { Side } from "./place";
import { type Trigger, useFloating } from "./use-floating";

type Props = {
  label: string;
  trigger: (props: Trigger) => ReactNode;
  side?: Side;
  className?: string;
  children: (close: () => void) => ReactNode;
};

export function Popover({ label, trigger, side, className = "p-3", children }: Props) {
  const { open, setOpen, anchor, trigger: props, panelId } = useFloating("dialog");
  const close = () => {
    anchor.current?.focus();
    setOpen(false);
  };
  return (
    <>
      {trigger(props)}
      {open && (
        <Float
          id={panelId}
          role="dialog"
          aria-label={label}
          anchor={anchor}
          {...(side ? { side } : {})}
          onClose={() => setOpen(false)}
          className={className}
        >
          <FocusFirst>{children(close)}</FocusFirst>
        </Float>
      )}
    </>
  );
}

const FOCUSABLE = "input, select, textarea, button, a[href]";

function FocusFirst({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    (box.current?.querySelector<HTMLElement>(FOCUSABLE) ?? box.current)?.focus();
  }, []);
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      {children}
    </div>
  );
}
