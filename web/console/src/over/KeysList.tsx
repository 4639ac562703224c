// The list of keys: all that are there on this screen.
import { type Shortcut, shortcuts } from "../shell/shortcuts";
import { useTexts } from "../texts";
import { Keys } from "../ui/Kbd";
import { useStore } from "../ui/use-store";
import { BOX, Modal } from "./Modal";

export default function KeysList({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const groups = grouped(useStore(shortcuts), t.keysGeneral);
  return (
    <Modal title={t.keys} className={`w-[min(400px,calc(100vw-32px))] ${BOX}`} onClose={onClose}>
      {groups.map(([group, list]) => (
        <section key={group} aria-label={group} className="mt-4">
          <h3 className="mb-1.5 text-xs font-semibold text-ink-3">{group}</h3>
          <dl className="flex flex-col gap-2">
            {list.map(({ keys, label }) => (
              <div key={label} className="flex items-center gap-4">
                <dt className="min-w-0 flex-1 text-ink-2">{label}</dt>
                <dd className="flex gap-1">
                  {keys.map((key) => (
                    <Keys key={key} of={key} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}

/** Each label once, the general ones last. */
function grouped(all: readonly Shortcut[], general: string): [string, Shortcut[]][] {
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of all) {
    const name = shortcut.group ?? general;
    const list = groups.get(name) ?? [];
    if (!list.some(({ label }) => label === shortcut.label)) list.push(shortcut);
    groups.set(name, list);
  }
  const isGeneral = ([name]: [string, unknown]) => Number(name === general);
  return [...groups].sort((a, b) => isGeneral(a) - isGeneral(b));
}
