// The list of keys.
import { Dialog } from "radix-ui";
import { type Texts, useTexts } from "../texts";
import { Kbd } from "../ui/Kbd";

const KEYS: [keys: string[], text: keyof Texts & `key${string}`][] = [
  [["j", "k"], "keyMove"],
  [["Intro"], "keyOpen"],
  [["r"], "keyReply"],
  [["e"], "keyClose"],
  [["/"], "keySearch"],
  [["Esc"], "keyBack"],
  [["?"], "keyHelp"],
];

export default function KeysList({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-30 w-[min(360px,calc(100vw-32px))] -translate-1/2 rounded-lg border border-line bg-panel p-5 shadow-float"
        >
          <Dialog.Title className="mb-3 text-lg font-semibold">{t.keys}</Dialog.Title>
          <dl className="grid grid-cols-[1fr_auto] items-center gap-y-2">
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
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
