// Something that opens at a button and floats over the rest: in the browser's top layer, where nothing
// cuts it off. Escape, a click elsewhere and the focus going on close it; the focus goes back.
import {
  type ButtonHTMLAttributes,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { place } from "./place";

type Trigger = ButtonHTMLAttributes<HTMLButtonElement> & {
  ref: RefObject<HTMLButtonElement | null>;
};

type Props = {
  /** The button that it belongs to, made with these props. */
  button: (props: Trigger) => ReactNode;
  label: string;
  align?: "start" | "end";
  /** What the button opens, for who cannot see it. */
  kind?: "menu" | "dialog" | "listbox";
  className?: string;
  children: (close: () => void) => ReactNode;
};

export function Popover({
  button,
  label,
  align = "start",
  kind = "dialog",
  className = "w-64 p-1",
  children,
}: Props) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = useCallback(() => {
    setOpen(false);
    trigger.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      {button({
        ref: trigger,
        "aria-haspopup": kind,
        "aria-expanded": open,
        "aria-controls": open ? id : undefined,
        onClick: () => setOpen(!open),
      })}
      {open && (
        <Floating
          id={id}
          label={label}
          role={kind === "menu" ? undefined : "dialog"}
          anchor={trigger}
          align={align}
          className={className}
          onLeave={() => setOpen(false)}
          onEscape={close}
        >
          {children(close)}
        </Floating>
      )}
    </>
  );
}

type FloatingProps = {
  id: string;
  label: string;
  role?: "dialog" | undefined;
  anchor: RefObject<HTMLElement | null>;
  align: "start" | "end";
  className: string;
  onLeave: () => void;
  onEscape: () => void;
  children: ReactNode;
};

function Floating({ anchor, align, className, onLeave, onEscape, ...rest }: FloatingProps) {
  const panel = useRef<HTMLDivElement>(null);
  const { id, label, role, children } = rest;

  useLayoutEffect(() => {
    const box = panel.current;
    const button = anchor.current;
    if (!box || !button) return;
    box.showPopover?.();
    const put = () => {
      const room = { width: innerWidth, height: innerHeight };
      const size = { width: box.offsetWidth, height: box.offsetHeight };
      const { left, top } = place(button.getBoundingClientRect(), size, room, align);
      box.style.left = `${left}px`;
      box.style.top = `${top}px`;
    };
    put();
    const resized = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(put);
    resized?.observe(box);
    addEventListener("resize", put);
    return () => {
      resized?.disconnect();
      removeEventListener("resize", put);
    };
  }, [anchor, align]);

  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (panel.current?.contains(target) || anchor.current?.contains(target)) return;
      onLeave();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [anchor, onLeave]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches for Escape
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it has its name where it has its role
    <div
      ref={panel}
      id={id}
      popover="manual"
      role={role}
      aria-label={role && label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onEscape();
      }}
      className={`floats fixed inset-auto m-0 max-h-[min(420px,calc(100dvh-16px))] max-w-[calc(100vw-16px)] overflow-y-auto rounded-md border border-line bg-panel text-ink shadow-float outline-none ${className}`}
    >
      {children}
    </div>
  );
}
