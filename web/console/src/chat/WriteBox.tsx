// A box that one writes in: as tall as its text, with its draft, and a list that opens over it while
// something is being looked up.
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

type Props = {
  /** What the keyboard finds it by. */
  name: string;
  label: string;
  placeholder: string;
  describedBy: string;
  texto: string;
  /** Where the caret goes after a text was put in; null = where it is. */
  caret: number | null;
  invalid: boolean;
  list: { id: string; isOpen: boolean; active: string | undefined };
  box: Ref<HTMLTextAreaElement>;
  onWrite: (texto: string, caret: number) => void;
  onCaret: (caret: number) => void;
  /** Whether the key was somebody else's. */
  onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  onSend: () => void;
  onFiles?: (files: File[]) => void;
  children?: ReactNode;
};

const TALLEST_PX = 220;

export function WriteBox(props: Props) {
  const { name, label, placeholder, describedBy, texto, caret, invalid, list, onFiles } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const [tall, setTall] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is as tall as its text
  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, TALLEST_PX)}px`;
    if (box.scrollHeight !== tall) setTall(box.scrollHeight);
  }, [texto]);

  useLayoutEffect(() => {
    if (caret === null) return;
    area.current?.focus();
    area.current?.setSelectionRange(caret, caret);
  }, [caret]);

  return (
    <textarea
      ref={(box) => {
        area.current = box;
        if (typeof props.box === "function") props.box(box);
        else if (props.box) props.box.current = box;
      }}
      rows={1}
      data-key={name}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      aria-autocomplete={list.isOpen ? "list" : undefined}
      aria-haspopup="listbox"
      aria-controls={list.isOpen ? list.id : undefined}
      aria-activedescendant={list.isOpen ? list.active : undefined}
      placeholder={placeholder}
      value={texto}
      onChange={({ target }) => props.onWrite(target.value, target.selectionEnd)}
      onSelect={({ currentTarget }) => props.onCaret(currentTarget.selectionEnd)}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (!onFiles || files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
      onKeyDown={(event) => {
        if (props.onKey(event)) return;
        if (event.key === "Escape") {
          event.preventDefault();
          document.querySelector<HTMLElement>('[data-key="log"]')?.focus();
        }
        // While an input method composes, Enter takes its word; it sends nothing.
        const { isComposing, keyCode } = event.nativeEvent;
        if (event.key !== "Enter" || event.shiftKey || isComposing || keyCode === 229) return;
        event.preventDefault();
        props.onSend();
      }}
      className="block max-h-[220px] w-full min-w-0 resize-none bg-transparent px-3 py-2.5 outline-none max-desk:text-lg"
    />
  );
}
