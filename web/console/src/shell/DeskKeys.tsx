// The keys of the whole desk, and the list of them. Where a key acts on something on the screen, it
// finds it by its `data-key` and uses it as a click or a focus would.
import { useNavigate, useParams } from "@tanstack/react-router";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { keepingList } from "../router";
import { type Texts, useTexts } from "../texts";
import { Kbd } from "../ui/Kbd";
import { isPlainKey } from "./plain-key";

const OPEN_EVENT = "ventanilla:keys";
export const openKeysList = (): boolean => dispatchEvent(new Event(OPEN_EVENT));

const named = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-key="${name}"]`);

export function DeskKeys() {
  const [listed, setListed] = useState(false);
  const navigate = useNavigate();
  const { chatId } = useParams({ strict: false });

  useEffect(() => {
    const list = () => setListed(true);
    const back = () => {
      const row = document.querySelector<HTMLElement>(`[data-chat="${chatId}"]`);
      if (chatId === undefined) return;
      if (row && document.activeElement !== row) row.focus();
      else void navigate({ to: "/", search: keepingList });
    };
    const press = (event: KeyboardEvent) => {
      if (!isPlainKey(event)) return;
      if (event.key === "?") list();
      else if (event.key === "/") named("search")?.focus();
      else if (event.key === "r") named("composer")?.focus();
      else if (event.key === "e") named("close")?.click();
      else if (event.key === "Escape") back();
      else return;
      event.preventDefault();
    };
    addEventListener(OPEN_EVENT, list);
    document.addEventListener("keydown", press);
    return () => {
      removeEventListener(OPEN_EVENT, list);
      document.removeEventListener("keydown", press);
    };
  }, [chatId, navigate]);

  return listed ? <KeysList onClose={() => setListed(false)} /> : null;
}

const KEYS: [keys: string[], text: keyof Texts & `key${string}`][] = [
  [["j", "k"], "keyMove"],
  [["Intro"], "keyOpen"],
  [["r"], "keyReply"],
  [["e"], "keyClose"],
  [["/"], "keySearch"],
  [["Esc"], "keyBack"],
  [["?"], "keyHelp"],
];

function KeysList({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-20 bg-veil" />
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
