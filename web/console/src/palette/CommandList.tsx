// The commands that answer, under their headings. The focus stays in the box above.
import { Keys } from "../ui/Kbd";
import { Option } from "../ui/Option";
import type { Command } from "./commands";

type Props = {
  id: string;
  label: string;
  groups: readonly [group: string, commands: Command[]][];
  active: Command | undefined;
  onPick: (command: Command) => void;
  onPoint: (command: Command) => void;
};

export function CommandList({ id, label, groups, active, onPick, onPoint }: Props) {
  const order = groups.flatMap(([, commands]) => commands);
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      className="min-h-0 overflow-y-auto overscroll-contain p-1.5"
    >
      {groups.map(([group, commands]) => (
        // biome-ignore lint/a11y/useSemanticElements: no element groups the options of a listbox
        <div key={group} role="group" aria-label={group} className="mb-1">
          <p aria-hidden="true" className="px-2 pt-1.5 pb-1 text-xs font-semibold text-ink-3">
            {group}
          </p>
          {commands.map((command) => (
            <Option
              key={command.id}
              id={`${id}-${order.indexOf(command)}`}
              isActive={command === active}
              isChosen={command === active}
              bare
              onPick={() => onPick(command)}
              onPoint={() => onPoint(command)}
            >
              <span className="min-w-0 flex-1 truncate">{command.title}</span>
              {command.shortcut && <Keys of={command.shortcut} />}
            </Option>
          ))}
        </div>
      ))}
    </div>
  );
}
