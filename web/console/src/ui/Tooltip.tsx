// The name of a button that is only an icon, and its key; it comes when one rests on it or tabs to it.
import {
  cloneElement,
  type ReactElement,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Kbd } from "./Kbd";
import { place } from "./place";

type Named = {
  title?: string | undefined;
  label?: string;
  "aria-describedby"?: string | undefined;
};
type Props = { text: string; keys?: string; children: ReactElement<Named> };

const REST_MS = 350;

export function Tooltip({ text, keys, children }: Props) {
  const id = useId();
  const around = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [shown, setShown] = useState(false);
  const hide = () => {
    clearTimeout(timer.current);
    setShown(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches what bubbles up to it
    <span
      ref={around}
      className="contents"
      onPointerEnter={({ pointerType }) => {
        if (pointerType !== "mouse") return;
        timer.current = setTimeout(() => setShown(true), REST_MS);
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={({ target }) => target.matches(":focus-visible") && setShown(true)}
      onBlur={hide}
      onKeyDown={(event) => event.key === "Escape" && hide()}
    >
      {cloneElement(children, {
        title: undefined,
        // A name is not read twice.
        "aria-describedby": shown && children.props.label !== text ? id : undefined,
      })}
      {shown && <Bubble id={id} around={around} text={text} keys={keys} />}
    </span>
  );
}

type BubbleProps = {
  id: string;
  around: RefObject<HTMLElement | null>;
  text: string;
  keys: string | undefined;
};

function Bubble({ id, around, text, keys }: BubbleProps) {
  const bubble = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const box = bubble.current;
    const button = around.current?.firstElementChild;
    if (!box || !button) return;
    box.showPopover?.();
    const size = { width: box.offsetWidth, height: box.offsetHeight };
    const screen = { width: innerWidth, height: innerHeight };
    const at = place(button.getBoundingClientRect(), size, screen);
    box.style.left = `${at.left}px`;
    box.style.top = `${at.top}px`;
  }, [around]);
  return (
    <span
      ref={bubble}
      id={id}
      role="tooltip"
      popover="manual"
      className="fixed inset-auto m-0 rounded-sm border border-line bg-panel px-2 py-1 text-sm text-ink shadow-float"
    >
      <span className="flex items-center gap-2">
        {text}
        {keys?.split(" ").map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </span>
  );
}
