// A field of a form: its label, a hint, what is wrong with it. The control inside finds its name and
// description by itself.
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";

type Ids = { id: string; "aria-describedby"?: string; "aria-invalid"?: boolean };
const FieldContext = createContext<Partial<Ids>>({});

type Props = {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  className?: string;
  children: ReactNode;
};

export function Field({ label, hint, error, className = "", children }: Props) {
  const id = useId();
  const said = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  const ids: Ids = {
    id,
    ...(said ? { "aria-describedby": said } : {}),
    ...(error ? { "aria-invalid": true } : {}),
  };
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <label htmlFor={id} className="self-start font-medium">
        {label}
      </label>
      <FieldContext value={ids}>{children}</FieldContext>
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-3">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

const LOOK = "field max-desk:min-h-11 max-desk:text-lg aria-invalid:border-danger";

export function TextInput({ className = "", ...rest }: ComponentProps<"input">) {
  const ids = useContext(FieldContext);
  return <input {...ids} className={`${LOOK} h-8 ${className}`} {...rest} />;
}

export function TextArea({ className = "", rows = 3, ...rest }: ComponentProps<"textarea">) {
  const ids = useContext(FieldContext);
  return <textarea {...ids} rows={rows} className={`${LOOK} resize-y ${className}`} {...rest} />;
}

type SelectProps<T extends string> = Omit<ComponentProps<"select">, "value" | "onChange"> & {
  value: T;
  options: readonly (readonly [value: T, text: string])[];
  onChange: (value: T) => void;
};

/** The browser's own. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { options, onChange, className = "", ...rest } = props;
  const ids = useContext(FieldContext);
  return (
    <select
      {...ids}
      className={`${LOOK} h-8 py-0 pr-2 ${className}`}
      onChange={(event) => onChange(event.target.value as T)}
      {...rest}
    >
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
