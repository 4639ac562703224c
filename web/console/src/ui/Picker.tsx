// A list to pick from, with a box that narrows it: people, tags, tenants. It stands in a Popover.
import { Check, Plus } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTexts } from "../texts";
import { matches } from "./fold";

export type Option<Id extends string | number> = {
  id: Id;
  text: string;
  /** Beside the text: a load, an e-mail. */
  hint?: ReactNode;
  mark?: ReactNode;
  /** Found by these as well. */
  keywords?: string;
};

type Props<Id extends string | number> = {
  label: string;
  options: readonly Option<Id>[];
  selected: readonly Id[];
  onPick: (id: Id) => void;
  /** Offers what was typed where nothing is called so. */
  create?: { text: (typed: string) => string; run: (typed: string) => void };
};

export function Picker<Id extends string | number>({
  label,
  options,
  selected,
  onPick,
  create,
}: Props<Id>) {
  const t = useTexts();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const base = useId();
  const shown = useMemo(
    () => options.filter(({ text, keywords = "" }) => matches(`${text} ${keywords}`, typed)),
    [options, typed],
  );
  const word = typed.trim();
  const offers = create && word !== "" && !options.some(({ text }) => text === word);
  const length = shown.length + (offers ? 1 : 0);
  const active = Math.min(at, length - 1);

  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    document.getElementById(`${base}${active}`)?.scrollIntoView?.({ block: "nearest" });
  }, [active, base]);

  const take = (index: number) => {
    const option = shown[index];
    if (option) onPick(option.id);
    else if (offers) create.run(word);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && length > 0) setAt((active + step + length) % length);
    else if (event.key === "Enter" && length > 0) take(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="flex min-h-0 flex-col">
      <input
        ref={box}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${base}list`}
        aria-activedescendant={length > 0 ? `${base}${active}` : undefined}
        aria-autocomplete="list"
        placeholder={label}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        className="w-full border-b border-line bg-transparent px-2.5 py-2 outline-none max-desk:text-lg"
      />
      <div id={`${base}list`} role="listbox" aria-label={label} className="p-1">
        {shown.map((option, index) => (
          <Row
            key={option.id}
            id={`${base}${index}`}
            isActive={index === active}
            isSelected={selected.includes(option.id)}
            onPoint={() => setAt(index)}
            onTake={() => take(index)}
          >
            {option.mark}
            <span className="min-w-0 flex-1 truncate">{option.text}</span>
            {option.hint && <span className="flex-none text-sm text-ink-3">{option.hint}</span>}
          </Row>
        ))}
        {offers && (
          <Row
            id={`${base}${shown.length}`}
            isActive={active === shown.length}
            isSelected={false}
            onPoint={() => setAt(shown.length)}
            onTake={() => take(shown.length)}
          >
            <Plus size={14} aria-hidden="true" className="flex-none text-ink-3" />
            <span className="truncate">{create.text(word)}</span>
          </Row>
        )}
        {length === 0 && <p className="px-2 py-1.5 text-sm text-ink-3">{t.nothingCalledSo}</p>}
      </div>
    </div>
  );
}

type RowProps = {
  id: string;
  isActive: boolean;
  isSelected: boolean;
  onPoint: () => void;
  onTake: () => void;
  children: ReactNode;
};

function Row({ id, isActive, isSelected, onPoint, onTake, children }: RowProps) {
  return (
    // The keys are the box's: it has the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onTake}
      className={`flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 max-desk:min-h-11 ${isActive ? "bg-sunk" : ""}`}
    >
      {children}
      {isSelected && <Check size={14} aria-hidden="true" className="flex-none text-accent" />}
    </div>
  );
}
