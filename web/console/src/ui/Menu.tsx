// A button that opens a menu: arrows, Home, End and the first letters walk it, Enter picks.
import { Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { fold } from "../fold";
import { Float } from "./Float";
import { Keys } from "./Kbd";
import type { Side } from "./place";
import { type Trigger, useFloating } from "./use-floating";

export type MenuItem = {
  label: string;
  onPick: () => void;
  icon?: ReactNode;
  /** The key that does the same, as `useShortcut` has it. */
  shortcut?: string;
  /** Where it is there, the item is one that can be on or off. */
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
};

type Props = {
  label: string;
  trigger: (props: Trigger) => ReactNode;
  items: readonly (MenuItem | "separator")[];
  side?: Side;
};

export function Menu({ label, trigger, items, side }: Props) {
  const { open, setOpen, anchor, trigger: props, panelId } = useFloating("menu");
  return (
    <>
      {trigger(props)}
      {open && (
        <Float
          id={panelId}
          role="menu"
          aria-label={label}
          anchor={anchor}
          {...(side ? { side } : {})}
          onClose={() => setOpen(false)}
          onKeyDown={(event) => {
            if (event.key === "Tab") setOpen(false);
            else walk(event);
          }}
          className="min-w-48"
        >
          <MenuItems
            items={items}
            onPick={(item) => {
              anchor.current?.focus();
              setOpen(false);
              item.onPick();
            }}
          />
        </Float>
      )}
    </>
  );
}

type ItemsProps = { items: Props["items"]; onPick: (item: MenuItem) => void };

function MenuItems({ items, onPick }: ItemsProps) {
  const first = useRef<HTMLButtonElement>(null);
  const firstItem = items.find((item) => item !== "separator" && !item.disabled);
  useEffect(() => first.current?.focus(), []);
  return items.map((item, at) =>
    item === "separator" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else to be known by
      <hr key={`line-${at}`} className="-mx-1 my-1 border-line" />
    ) : (
      <button
        key={item.label}
        ref={item === firstItem ? first : null}
        type="button"
        role={item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
        {...(item.checked === undefined ? {} : { "aria-checked": item.checked })}
        aria-disabled={item.disabled}
        tabIndex={-1}
        onClick={() => !item.disabled && onPick(item)}
        onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
        className={`flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-left outline-none focus:bg-sunk aria-disabled:opacity-55 max-desk:min-h-11 ${item.danger ? "text-danger" : ""}`}
      >
        {item.icon && (
          <span className="grid size-4 place-items-center text-ink-3">{item.icon}</span>
        )}
        <span className="min-w-0 flex-1 truncate">{item.label}</span>
        {item.checked && <Check size={14} aria-hidden="true" />}
        {item.shortcut && <Keys of={item.shortcut} />}
      </button>
    ),
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = nextItem(items, at, event);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function nextItem(items: HTMLElement[], at: number, event: KeyboardEvent): HTMLElement | undefined {
  const { key } = event;
  const { length } = items;
  if (key === "ArrowDown") return items[(at + 1) % length];
  if (key === "ArrowUp") return items[(at - 1 + length) % length];
  if (key === "Home") return items[0];
  if (key === "End") return items[length - 1];
  if (key.length !== 1 || key === " " || event.ctrlKey || event.metaKey) return undefined;
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return after.find((item) => fold(item.textContent.trim()).startsWith(fold(key)));
}
