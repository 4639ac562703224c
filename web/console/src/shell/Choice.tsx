// One of a few, side by side.
import { useId } from "react";

type Props<T extends string> = {
  label: string;
  value: T;
  options: [value: T, text: string][];
  onChoose: (value: T) => void;
};

export function Choice<T extends string>({ label, value, options, onChoose }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="px-2 pt-1.5 pb-2">
      <legend className="pt-1.5 text-xs font-semibold text-ink-3">{label}</legend>
      <div className="mt-1 flex gap-0.5 rounded-sm bg-sunk p-0.5">
        {options.map(([each, text]) => (
          <label
            key={each}
            className="grid min-h-7 flex-1 cursor-pointer place-items-center rounded-[5px] px-1 text-sm text-ink-2 has-checked:bg-panel has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-accent max-desk:min-h-10"
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
