// The searchable list inside a Picker, for use in a dialog of one's own too.
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { found } from "../fold";
import { useTexts } from "../texts";
import { Option } from "./Option";

export type PickerItem = {
  id: string;
  label: string;
  /** Said beside it in a quieter voice, and searched too. */
  hint?: string;
  mark?: ReactNode;
};

export type PickerListProps = {
  label: string;
  items: readonly PickerItem[];
  value: readonly string[];
  /** Gets the whole new selection: of one, or of none where the chosen one was picked again. */
  onChange: (ids: string[]) => void;
  /** Several may be picked; the list stays until it is left. */
  many?: boolean;
  /** Offers to make one where nothing has this very name. */
  onCreate?: (text: string) => void;
  /** It has been picked from. */
  onDone: () => void;
};

export function PickerList(props: PickerListProps) {
  const { label, items, value, onChange, many = false, onCreate, onDone } = props;
  const t = useTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const shown = found(items, text, (item) => `${item.label} ${item.hint ?? ""}`);
  const name = text.trim();
  const mayCreate =
    onCreate !== undefined && name !== "" && !items.some((each) => each.label === name);
  const count = shown.length + (mayCreate ? 1 : 0);
  const active = Math.min(at, count - 1);

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView?.({ block: "nearest" });
  }, [id, active]);

  const pick = (place: number) => {
    const item = shown[place];
    if (item) onChange(toggled(value, item.id, many));
    else if (mayCreate) onCreate(name);
    else return;
    if (many) setText("");
    else onDone();
  };

  return (
    <>
      <input
        ref={input}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
        placeholder={label}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step) setAt((active + step + count) % Math.max(1, count));
          else if (event.key === "Enter") pick(active);
          else return;
          event.preventDefault();
        }}
        className="h-9 flex-none border-b border-line bg-transparent px-3 outline-none max-desk:h-11 max-desk:text-lg"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={many}
        className="max-h-72 min-h-0 overflow-y-auto overscroll-contain p-1"
      >
        {shown.map((item, place) => (
          <Option
            key={item.id}
            id={`${id}-${place}`}
            isActive={place === active}
            isChosen={value.includes(item.id)}
            onPick={() => pick(place)}
            onPoint={() => setAt(place)}
          >
            {item.mark}
            <span className="truncate">{item.label}</span>
            {item.hint && <span className="truncate text-sm text-ink-3">{item.hint}</span>}
          </Option>
        ))}
        {mayCreate && (
          <Option
            id={`${id}-${shown.length}`}
            isActive={active === shown.length}
            isChosen={false}
            onPick={() => pick(shown.length)}
            onPoint={() => setAt(shown.length)}
          >
            {t.pickerCreate(name)}
          </Option>
        )}
      </div>
      <p role="status" className={count === 0 ? "px-3 pb-3 text-ink-3" : "sr-only"}>
        {count === 0 ? t.emptySearch(name) : ""}
      </p>
    </>
  );
}

function toggled(value: readonly string[], id: string, many: boolean): string[] {
  if (value.includes(id)) return value.filter((each) => each !== id);
  return many ? [...value, id] : [id];
}
