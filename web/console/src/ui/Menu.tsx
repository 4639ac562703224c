// A button's menu: a few things to do, walked with the arrows or by their first letters.
import { type ComponentProps, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { fold } from "./fold";
import { Kbd } from "./Kbd";
import { Popover } from "./Popover";

export type MenuItem =
  | "line"
  | {
      text: string;
      icon?: ReactNode;
      shortcut?: string;
      danger?: boolean;
      disabled?: boolean;
      /** One of a choice, and whether it is the chosen one. */
      checked?: boolean;
      run: () => void;
    };

type Props = {
  button: ComponentProps<typeof Popover>["button"];
  label: string;
  items: readonly MenuItem[];
  align?: "start" | "end";
};

export function Menu({ button, label, items, align = "start" }: Props) {
  return (
    <Popover button={button} label={label} kind="menu" align={align} className="min-w-48 p-1">
      {(close) => <Items label={label} items={items} close={close} />}
    </Popover>
  );
}

function Items({ label, items, close }: Pick<Props, "label" | "items"> & { close: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => enabled(list.current)[0]?.focus({ preventScroll: true }), []);
  return (
    <div
      ref={list}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => walk(event, enabled(list.current), close)}
    >
      {items.map((item, at) =>
        item === "line" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is where it stands
          <hr key={at} className="my-1 border-line" />
        ) : (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: only an item of a choice is checked
          <button
            key={item.text}
            type="button"
            role={item.checked === undefined ? "menuitem" : "menuitemradio"}
            aria-checked={item.checked}
            tabIndex={-1}
            disabled={item.disabled}
            onClick={() => {
              close();
              item.run();
            }}
            className={`focus-inside flex w-full items-center gap-2.5 rounded-sm px-2 py-1.5 text-left outline-none focus:bg-sunk disabled:opacity-50 aria-checked:font-medium max-desk:min-h-11 ${item.danger ? "text-danger" : ""}`}
          >
            {item.icon}
            <span className="min-w-0 flex-1 truncate">{item.text}</span>
            {item.checked && <span aria-hidden="true">✓</span>}
            {item.shortcut && <Kbd>{item.shortcut}</Kbd>}
          </button>
        ),
      )}
    </div>
  );
}

const enabled = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled)") ?? []),
];

function walk(event: KeyboardEvent, items: HTMLElement[], close: () => void): void {
  if (event.key === "Tab") {
    event.preventDefault();
    close();
    return;
  }
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = nextOf(event.key, at, items);
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

function nextOf(key: string, at: number, items: HTMLElement[]): HTMLElement | undefined {
  const n = items.length;
  if (key === "ArrowDown") return items[(at + 1) % n];
  if (key === "ArrowUp") return items[(at - 1 + n) % n];
  if (key === "Home") return items[0];
  if (key === "End") return items[n - 1];
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return after.find((item) => fold(item.textContent ?? "").startsWith(fold(key)));
}
