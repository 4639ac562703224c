// One line of a listbox whose keys are those of a box above it.
import { Check } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  id: string;
  isActive: boolean;
  isChosen: boolean;
  /** The chosen one is not ticked. */
  bare?: boolean;
  onPick: () => void;
  onPoint: () => void;
  children: ReactNode;
};

/** The focus stays in the box above: this one is pointed at from there. */
export function Option({ id, isActive, isChosen, bare, onPick, onPoint, children }: Props) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box above
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      data-active={isActive || undefined}
      onClick={onPick}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 data-active:bg-sunk max-desk:min-h-11"
    >
      {children}
      {isChosen && !bare && (
        <Check size={14} aria-hidden="true" className="ml-auto flex-none text-accent" />
      )}
    </div>
  );
}
