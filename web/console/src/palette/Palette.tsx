// The palette: everything that can be done from here, by its name.
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Modal } from "../over/Modal";
import { useTexts } from "../texts";
import { Kbd } from "../ui/Kbd";
import { useStore } from "../ui/use-store";
import { type Command, commands, found } from "./commands";
import { useOwnCommands } from "./own-commands";

export function Palette({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const own = useOwnCommands();
  const brought = useStore(commands);
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const base = useId();

  const shown = useMemo(() => {
    const hits = found([...brought.flat(), ...own], typed);
    const q = typed.trim();
    if (q === "") return hits;
    const search: Command = {
      id: "search",
      title: t.paletteSearch(q),
      group: t.searchPage,
      run: () => void navigate({ to: "/buscar", search: { q } }),
    };
    return [...hits, search];
  }, [brought, own, typed, t, navigate]);
  const active = Math.min(at, shown.length - 1);

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView?.({ block: "nearest" });
  });

  const take = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    // After the dialog has given the focus back: the command may want it elsewhere.
    setTimeout(command.run);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0)
      setAt((active + step + shown.length) % shown.length);
    else if (event.key === "Enter") take(shown[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      title={t.palette}
      titleClassName="sr-only"
      className="floats mx-auto mt-[12vh] mb-auto w-[min(560px,calc(100vw-24px))] overflow-hidden rounded-lg border border-line p-0 open:flex open:flex-col max-h-[min(480px,76dvh)]"
      onClose={onClose}
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search size={16} aria-hidden="true" className="flex-none text-ink-3" />
        <input
          role="combobox"
          aria-label={t.palette}
          aria-expanded="true"
          aria-controls={`${base}list`}
          aria-activedescendant={`${base}${active}`}
          aria-autocomplete="list"
          placeholder={t.palette}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
          className="min-w-0 flex-1 bg-transparent py-3.5 text-lg outline-none"
        />
      </div>
      <div
        ref={list}
        id={`${base}list`}
        role="listbox"
        aria-label={t.palette}
        className="min-h-0 overflow-y-auto p-1.5"
      >
        {shown.map((command, index) => (
          <Row
            key={command.id}
            id={`${base}${index}`}
            command={command}
            heads={typed.trim() === "" && command.group !== shown[index - 1]?.group}
            isActive={index === active}
            onPoint={() => setAt(index)}
            onTake={() => take(command)}
          />
        ))}
      </div>
    </Modal>
  );
}

type RowProps = {
  id: string;
  command: Command;
  /** The first of its group. */
  heads: boolean;
  isActive: boolean;
  onPoint: () => void;
  onTake: () => void;
};

function Row({ id, command, heads, isActive, onPoint, onTake }: RowProps) {
  return (
    <>
      {heads && (
        <p role="presentation" className="px-2.5 pt-2.5 pb-1 text-xs font-semibold text-ink-3">
          {command.group}
        </p>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box has the focus, and the keys */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
      <div
        id={id}
        role="option"
        aria-selected={isActive}
        onPointerMove={onPoint}
        onClick={onTake}
        className="flex cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-2 aria-selected:bg-sunk max-desk:min-h-11"
      >
        {command.mark}
        <span className="min-w-0 flex-1 truncate">{command.title}</span>
        {command.shortcut && (
          <span className="flex flex-none gap-1">
            {command.shortcut.split(" ").map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </span>
        )}
      </div>
    </>
  );
}
