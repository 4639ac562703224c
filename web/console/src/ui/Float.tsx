// A box that floats at its anchor until it is left: the ground of menus, popovers and pickers. It is
// drawn where it is written and lifted to the browser's top layer: nothing cuts it off, over a dialog
// it is not inert, and no style is needed that a strict Content-Security-Policy would refuse.
import { type ComponentProps, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { lift, place, type Side } from "./place";

type Props = Omit<ComponentProps<"div">, "ref"> & {
  anchor: RefObject<HTMLElement | null>;
  side?: Side;
  onClose: () => void;
};

export function Float({ anchor, side = "bottom-start", onClose, className = "", ...rest }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const float = box.current;
    if (!float || !anchor.current) return;
    lift(float);
    const settle = () => moveTo(float, anchor.current, side);
    settle();
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(settle);
    observer?.observe(float);
    addEventListener("resize", settle);
    document.addEventListener("scroll", settle, true);
    return () => {
      observer?.disconnect();
      removeEventListener("resize", settle);
      document.removeEventListener("scroll", settle, true);
    };
  }, [anchor, side]);

  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      const within = (element: HTMLElement | null) => element?.contains(target as Node);
      if (!within(box.current) && !within(anchor.current)) close.current();
    };
    document.addEventListener("pointerdown", press, true);
    return () => document.removeEventListener("pointerdown", press, true);
  }, [anchor]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches what bubbles up to it
    <div
      ref={box}
      data-float=""
      {...rest}
      className={`floats fixed m-0 max-w-[calc(100vw-16px)] overflow-y-auto overscroll-contain rounded-md border border-line bg-panel p-1 text-ink shadow-float ${className}`}
      onKeyDown={(event) => {
        rest.onKeyDown?.(event);
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          anchor.current?.focus();
          onClose();
        }
        event.stopPropagation(); // the keys of what lies under it rest
      }}
      onBlur={(event) => {
        const next = event.relatedTarget;
        if (!next || event.currentTarget.contains(next) || anchor.current?.contains(next)) return;
        onClose();
      }}
    />
  );
}

function moveTo(float: HTMLElement, anchor: HTMLElement | null, side: Side): void {
  if (!anchor) return;
  float.style.maxHeight = "";
  const box = { width: float.offsetWidth, height: float.offsetHeight };
  const screen = { width: innerWidth, height: innerHeight };
  const { left, top, maxHeight } = place(anchor.getBoundingClientRect(), box, screen, side);
  float.style.left = `${left}px`;
  float.style.top = `${top}px`;
  float.style.maxHeight = `${maxHeight}px`;
}
