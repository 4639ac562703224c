// Where the agente writes. What is written and not sent belongs to its chat, and waits there.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ChatStore } from "../live/chat-store";
import { useTexts } from "../texts";
import { Button } from "../ui/Button";

type Props = {
  chat: Pick<ChatStore, "draft" | "keepDraft" | "say" | "composing">;
  name: string;
  draftVersion: number;
};

const LONGEST = 10_000;
const TALLEST_PX = 220;

export function Composer({ chat, name, draftVersion }: Props) {
  const t = useTexts();
  const box = useRef<HTMLTextAreaElement>(null);
  const [texto, setTexto] = useState(chat.draft);
  const over = texto.length > LONGEST ? [...texto].length - LONGEST : 0;
  const label = name ? t.writeTo(name) : t.reply;
  const maySend = texto.trim() !== "" && over <= 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a draft from elsewhere
  useEffect(() => setTexto(chat.draft), [chat, draftVersion]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is as tall as its text
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, TALLEST_PX)}px`;
  }, [texto]);

  const write = (written: string) => {
    setTexto(written);
    chat.keepDraft(written);
    if (written.trim()) chat.composing();
  };

  const send = () => {
    if (!maySend) return;
    chat.say(texto);
    write("");
    box.current?.focus();
  };

  return (
    <form
      className="border-t border-line px-4.5 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] max-desk:px-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="rounded-md max-desk:flex max-desk:items-end border border-line-strong bg-panel focus-within:border-accent focus-within:outline-1 focus-within:outline-accent">
        <textarea
          ref={box}
          rows={1}
          data-key="composer"
          aria-label={label}
          aria-describedby="composer-hint"
          aria-invalid={over > 0}
          placeholder={label}
          value={texto}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              event.preventDefault();
              document.querySelector<HTMLElement>('[data-key="log"]')?.focus();
            }
            // While an input method composes, Enter takes its word; it sends nothing.
            const { isComposing, keyCode } = event.nativeEvent;
            if (event.key !== "Enter" || event.shiftKey || isComposing || keyCode === 229) return;
            event.preventDefault();
            send();
          }}
          className="block w-full min-w-0 resize-none bg-transparent px-3 py-2.5 outline-none max-desk:text-lg"
        />
        <div className="flex items-center gap-3 px-2 pb-2 pl-3 text-sm text-ink-3 max-desk:p-0 max-desk:pr-1 max-desk:pb-1">
          <p id="composer-hint" className={over > 0 ? "text-danger" : "max-desk:sr-only"}>
            {over > 0 ? t.tooLong(over) : t.sendHint}
          </p>
          <Button look="primary" type="submit" disabled={!maySend} className="ml-auto">
            {t.send}
          </Button>
        </div>
      </div>
    </form>
  );
}
