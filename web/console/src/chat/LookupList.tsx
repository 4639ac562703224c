// The list over the box while something is looked up. The focus stays in the box.
import { type ReactNode, useEffect, useRef } from "react";
import type { Lookup } from "./use-lookup";

type Props<T> = {
  id: string;
  label: string;
  lookup: Lookup<T>;
  nothing: string;
  keyOf: (item: T) => string | number;
  draw: (item: T) => ReactNode;
  onPick: (item: T) => void;
  /** Beside the list, of the one that is meant. */
  aside?: (item: T) => ReactNode;
};

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

export function LookupList<T>({
  id,
  label,
  lookup,
  nothing,
  keyOf,
  draw,
  onPick,
  aside,
}: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const { items, active, isOpen } = lookup;

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  if (!isOpen) return null;
  const meant = items[active];
  return (
    <div className="floats absolute inset-x-0 bottom-full z-30 mb-2 flex max-h-72 overflow-hidden rounded-md border border-line bg-panel shadow-float">
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        className="min-w-0 flex-1 overflow-y-auto p-1"
      >
        {items.length === 0 && <p className="px-2.5 py-2 text-ink-3">{nothing}</p>}
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's
          // biome-ignore lint/a11y/useFocusableInteractive: the box has the focus
          <div
            key={keyOf(item)}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => lookup.point(index)}
            // Before the box would lose the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(item)}
            className={`flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1.5 max-desk:min-h-11 ${index === active ? "bg-accent-soft" : ""}`}
          >
            {draw(item)}
          </div>
        ))}
      </div>
      {aside && meant !== undefined && (
        <div className="w-1/2 overflow-y-auto border-l border-line bg-paper p-3 max-desk:hidden">
          {aside(meant)}
        </div>
      )}
    </div>
  );
}
