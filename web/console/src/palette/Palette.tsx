// ⌘K: write where to go or what to do. What no command answers is searched in the chats.
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Modal } from "../over/Modal";
import { useTextsOf } from "../texts";
import { CommandList } from "./CommandList";
import { type Command, commandsNow } from "./commands";
import { grouped, matching } from "./match";
import { paletteTexts } from "./texts";
import { useBuiltin } from "./use-builtin";

const BOX =
  "floats mx-auto mt-[12dvh] w-[min(560px,calc(100vw-24px))] max-h-[70dvh] flex-col overflow-hidden rounded-lg border border-line p-0 open:flex max-desk:mt-3";

export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useTextsOf(paletteTexts);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const groups = grouped(useAnswers(typed));
  const shown = groups.flatMap(([, commands]) => commands);
  const active = Math.min(at, shown.length - 1);

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView?.({ block: "nearest" });
  }, [id, active]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    setTimeout(command.run); // the focus has gone back first
  };

  return (
    <Modal title={t.title} titleClassName="sr-only" className={BOX} onClose={onClose}>
      <div className="flex flex-none items-center gap-2.5 border-b border-line px-4">
        <Search size={16} aria-hidden="true" className="flex-none text-ink-3" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog is this box
          autoFocus
          role="combobox"
          aria-label={t.hint}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
          placeholder={t.hint}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            const { length } = shown;
            if (event.key === "ArrowDown") setAt((active + 1) % length);
            else if (event.key === "ArrowUp") setAt((active - 1 + length) % length);
            else if (event.key === "Enter") run(shown[active]);
            else if (event.key === "k" && (event.ctrlKey || event.metaKey)) onClose();
            else return;
            event.preventDefault();
          }}
          className="h-12 w-full min-w-0 bg-transparent text-md outline-none max-desk:text-lg"
        />
      </div>
      <CommandList
        id={id}
        label={t.results}
        groups={groups}
        active={shown[active]}
        onPick={run}
        onPoint={(command) => setAt(shown.indexOf(command))}
      />
    </Modal>
  );
}

/** What the screen offers comes before what is offered everywhere; the search before neither. */
function useAnswers(typed: string): Command[] {
  const t = useTextsOf(paletteTexts);
  const navigate = useNavigate();
  const builtin = useBuiltin();
  const [screen] = useState(commandsNow);
  const all = [...screen, ...builtin.filter((command) => command.when?.() ?? true)];
  const q = typed.trim();
  const answers = matching(all, typed);
  if (q === "") return answers;
  return [
    ...answers,
    {
      id: "search",
      title: t.searchFor(q),
      group: t.search,
      run: () => void navigate({ to: "/buscar", search: { q } }),
    },
  ];
}
