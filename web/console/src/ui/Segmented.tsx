// One of a few, side by side.
import { useId } from "react";

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly (readonly [value: T, text: string])[];
  onChoose: (value: T) => void;
  /** The label is for who cannot see what it is about. */
  hidesLabel?: boolean;
  className?: string;
};

export function Segmented<T extends string>({
  label,
  value,
  options,
  onChoose,
  hidesLabel = false,
  className = "",
}: Props<T>) {
  const name = useId();
  return (
    <fieldset className={`min-w-0 ${className}`}>
      <legend className={hidesLabel ? "sr-only" : "pb-1 text-xs font-semibold text-ink-3"}>
        {label}
      </legend>
      <div className="flex gap-0.5 rounded-sm bg-sunk p-0.5">
        {options.map(([each, text]) => (
          <label
            key={each}
            className="grid min-h-7 flex-1 cursor-pointer place-items-center rounded-[5px] px-2 text-sm whitespace-nowrap text-ink-2 has-checked:bg-panel has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-accent max-desk:min-h-10"
          >
            <input
              type="radio"
              name={name}
              value={each}
              checked={value === each}
              onChange={() => onChoose(each)}
              className="sr-only"
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
