// A few faces of one thing; the arrows go from one to the next.
import { type KeyboardEvent, type ReactNode, useId } from "react";

type Props<T extends string> = {
  label: string;
  tabs: readonly { id: T; text: string; count?: number }[];
  value: T;
  onChange: (id: T) => void;
  className?: string;
  /** What the open tab shows. */
  children: ReactNode;
};

export function Tabs<T extends string>(props: Props<T>) {
  const { label, tabs, value, onChange, className = "", children } = props;
  const id = useId();
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.id === value);
    const next = tabs[(at + by + tabs.length) % tabs.length]!;
    onChange(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={step}
        className={`flex flex-none gap-4 overflow-x-auto border-b border-line ${className}`}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onChange(tab.id)}
            className="focus-inside -mb-px border-b-2 border-transparent px-0.5 py-2 whitespace-nowrap text-ink-2 hover:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink max-desk:min-h-11"
          >
            {tab.text}
            {tab.count !== undefined && (
              <span className="ml-1.5 text-sm text-ink-3">{tab.count}</span>
            )}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${value}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        {children}
      </div>
    </>
  );
}
