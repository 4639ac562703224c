// What forms are made of: a label, what it is for, what is wrong with it; and the boxes.
import { type ComponentProps, type ReactNode, useId } from "react";

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  children: (props: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": boolean | undefined;
  }) => ReactNode;
};

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}hint`, error && `${id}error`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint && (
        <p id={`${id}hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}error`} role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

const BOX =
  "field min-h-8 py-1.5 aria-invalid:border-danger disabled:opacity-60 max-desk:min-h-11 max-desk:text-lg";

export const TextInput = ({ className = "", ...rest }: ComponentProps<"input">) => (
  <input className={`${BOX} ${className}`} {...rest} />
);

export const TextArea = ({ className = "", rows = 3, ...rest }: ComponentProps<"textarea">) => (
  <textarea rows={rows} className={`${BOX} resize-y ${className}`} {...rest} />
);

export const Select = ({ className = "", ...rest }: ComponentProps<"select">) => (
  <select className={`${BOX} pr-8 ${className}`} {...rest} />
);

type CheckProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

export function Checkbox({ label, hint, className = "", ...rest }: CheckProps) {
  return (
    <label className={`flex items-start gap-2.5 max-desk:min-h-11 ${className}`}>
      <input type="checkbox" className="mt-0.5 size-4 flex-none accent-accent" {...rest} />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-sm text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}

/** On or off, at once: what it switches is done when it is switched. */
export function Switch({ label, hint, className = "", ...rest }: CheckProps) {
  return (
    <label className={`flex items-start justify-between gap-4 max-desk:min-h-11 ${className}`}>
      <span className="min-w-0">
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-sm text-ink-3">{hint}</span>}
      </span>
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says by itself whether it is on */}
      <input type="checkbox" role="switch" className="peer sr-only" {...rest} />
      <span
        aria-hidden="true"
        className="mt-0.5 h-[18px] w-8 flex-none rounded-full bg-line-strong p-0.5 transition-colors duration-150 peer-checked:bg-accent peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent peer-disabled:opacity-50 after:block after:size-3.5 after:rounded-full after:bg-panel after:transition-transform after:duration-150 peer-checked:after:translate-x-3.5"
      />
    </label>
  );
}
