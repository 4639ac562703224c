// Parts of one thing, one at a time.
import { type KeyboardEvent, type ReactNode, useId } from "react";

type Props<T extends string> = {
  label: string;
  value: T;
  tabs: readonly (readonly [value: T, text: ReactNode])[];
  onChoose: (value: T) => void;
  children: ReactNode;
  className?: string;
};

export function Tabs<T extends string>({
  label,
  value,
  tabs,
  onChoose,
  children,
  className = "",
}: Props<T>) {
  const base = useId();
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(([each]) => each === value);
    const next = (at + step + tabs.length) % tabs.length;
    onChoose(tabs[next]![0]);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={walk}
        className={`flex gap-4 border-b border-line ${className}`}
      >
        {tabs.map(([each, text]) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`${base}${each}`}
            aria-selected={each === value}
            aria-controls={`${base}panel`}
            tabIndex={each === value ? 0 : -1}
            onClick={() => onChoose(each)}
            className="-mb-px border-b-2 border-transparent py-1.5 text-ink-3 hover:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink max-desk:min-h-11"
          >
            {text}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}panel`} aria-labelledby={`${base}${value}`}>
        {children}
      </div>
    </>
  );
}
