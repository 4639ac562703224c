// The list of keys.
import { type Texts, useTexts } from "../texts";
import { Kbd } from "../ui/Kbd";
import { BOX, Modal } from "./Modal";

const KEYS: [keys: string[], text: keyof Texts & `key${string}`][] = [
  [["j", "k"], "keyMove"],
  [["Intro"], "keyOpen"],
  [["r"], "keyReply"],
  [["e"], "keyClose"],
  [["/"], "keySearch"],
  [["Esc"], "keyBack"],
  [["?"], "keyHelp"],
];

export function KeysList({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  return (
    <Modal title={t.keys} className={`w-[min(360px,calc(100vw-32px))] ${BOX}`} onClose={onClose}>
      <dl className="mt-3 grid grid-cols-[1fr_auto] items-center gap-y-2">
        {KEYS.map(([keys, text]) => (
          <div key={text} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-ink-2">{t[text] as string}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key === "Intro" ? t.enterKey : key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
