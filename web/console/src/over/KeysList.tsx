// The list of the keys that do something here and now.
import { type KeyGroup, keys, type Shortcut } from "../keys/registry";
import { type Texts, useTexts } from "../texts";
import { Kbd, PALETTE_KEYS } from "../ui/Kbd";
import { useStore } from "../ui/use-store";
import { BOX, Modal } from "./Modal";

const GROUPS: [KeyGroup, keyof Texts & `keysGroup${string}`][] = [
  ["list", "keysGroupList"],
  ["chat", "keysGroupChat"],
  ["go", "keysGroupGo"],
  ["desk", "keysGroupDesk"],
];

export function KeysList({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const all = useStore(keys);
  const palette = { keys: PALETTE_KEYS, label: t.keyPalette, group: "desk" as const };
  const walk = [
    { keys: "j k", label: t.keyMove, group: "list" as const },
    { keys: "Enter", label: t.keyOpen, group: "list" as const },
  ];
  return (
    <Modal title={t.keys} className={`w-[min(680px,calc(100vw-32px))] ${BOX}`} onClose={onClose}>
      <div className="mt-3 gap-x-10 desk:columns-2">
        {GROUPS.map(([group, title]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-xs font-semibold text-ink-3">{t[title] as string}</h3>
            <dl className="grid grid-cols-[1fr_auto] items-center gap-y-1.5">
              {listed([...walk, ...all, palette], group).map(({ keys: pressed, label }) => (
                <div key={`${pressed}${label}`} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="text-ink-2">{label}</dt>
                  <dd className="flex gap-1">
                    {pressed.split(" ").map((key) => (
                      <Kbd key={key}>{nameOf(key, t)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

type Listed = Pick<Shortcut, "keys" | "label" | "group">;

/** Of two that have the same key the last one does it: the other is not listed. */
const listed = (all: readonly Listed[], group: KeyGroup): Listed[] =>
  all
    .filter((each) => each.group === group)
    .filter(({ keys: pressed }, at, some) => some.findLastIndex((x) => x.keys === pressed) === at);

function nameOf(key: string, t: Texts): string {
  if (key === "Enter") return t.enterKey;
  return key === "Escape" ? "Esc" : key;
}
