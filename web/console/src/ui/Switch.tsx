// On or off, at once; and a box to tick, which holds when the form is sent.
import { type ReactNode, useEffect, useId, useRef } from "react";

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
};

export function Switch({ label, hint, checked, onChange, disabled = false }: Props) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4 max-desk:min-h-11">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-3">
            {hint}
          </p>
        )}
      </div>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={disabled}
        onClick={() => onChange(!checked)}
        className="group relative mt-0.5 h-5 w-9 flex-none rounded-full border border-line-strong bg-sunk transition-colors duration-150 aria-checked:border-accent aria-checked:bg-accent disabled:opacity-55"
      >
        <span className="absolute top-0.5 left-0.5 size-3.5 rounded-full bg-ink-3 transition-transform duration-150 group-aria-checked:translate-x-4 group-aria-checked:bg-accent-ink" />
      </button>
    </div>
  );
}

type CheckboxProps = Props & {
  /** Neither: some of those it stands for. */
  some?: boolean;
  /** The label is only read aloud. */
  bare?: boolean;
};

export function Checkbox(props: CheckboxProps) {
  const { label, hint, checked, onChange, disabled = false, some = false, bare = false } = props;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !checked;
  }, [some, checked]);
  return (
    <label className="flex items-start gap-2 has-disabled:opacity-55 max-desk:min-h-11">
      <input
        ref={box}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 flex-none accent-accent"
      />
      <span className={bare ? "sr-only" : "min-w-0"}>
        {label}
        {hint && <span className="block text-sm text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}
