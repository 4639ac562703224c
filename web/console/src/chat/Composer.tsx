// Where the agente writes, to the cliente or to the team: two tabs that cannot be mistaken for each other.
// What is written and not sent belongs to its chat and tab, and waits there.
import { Lock } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { useStore } from "../ui/use-store";
import type { ChatDetail } from "../wire";
import type { Tipo } from "./api";
import { NoteBox } from "./NoteBox";
import { ReplyBox } from "./ReplyBox";

type Props = {
  chat: ChatStore;
  detail: ChatDetail | null;
  /** In a closed chat only notes are written. */
  only?: Tipo;
};

export function Composer({ chat, detail, only }: Props) {
  const w = useTextsOf(writingTexts);
  const { drafts } = useDesk();
  useStore(drafts);
  const [tab, setTab] = useState<Tipo>(only ?? "respuesta");
  const asked = useRef(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const tabs = only ? [only] : (["respuesta", "nota"] as const);

  const turn = (to: Tipo) => {
    asked.current = true;
    setTab(to);
    if (to === tab) box.current?.focus();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever turns to a tab wants to write in it
  useEffect(() => {
    if (asked.current) box.current?.focus();
  }, [tab]);

  return (
    <div className="border-t border-line px-4.5 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] max-desk:px-3">
      <div className="mb-2 flex items-center gap-4">
        <div role="tablist" aria-label={w.tabs} className="flex gap-4">
          {tabs.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              id={`tab-${each}`}
              data-key={`tab-${each}`}
              aria-selected={tab === each}
              aria-controls="composer-panel"
              tabIndex={tab === each ? 0 : -1}
              onClick={() => turn(each)}
              onKeyDown={({ key }) => {
                if (key !== "ArrowLeft" && key !== "ArrowRight") return;
                const to = each === "respuesta" ? "nota" : "respuesta";
                if (!only) turn(to);
              }}
              className={`inline-flex min-h-7 items-center gap-1.5 border-b-2 text-sm max-desk:min-h-11 ${looks(tab === each, each)}`}
            >
              {each === "nota" && <Lock size={13} aria-hidden="true" />}
              {each === "nota" ? w.tabNote : w.tabReply}
              {tab !== each && drafts.read(chat.id, each) !== "" && (
                <>
                  <span aria-hidden="true" className="size-1.5 rounded-full bg-wait" />
                  <span className="sr-only">, {w.unsentHere}</span>
                </>
              )}
            </button>
          ))}
        </div>
        {tab === "nota" && <p className="ml-auto text-sm text-note-ink">{w.onlyTeam}</p>}
      </div>
      <div id="composer-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === "nota" ? (
          <NoteBox chat={chat} box={box} />
        ) : (
          <ReplyBox chat={chat} detail={detail} box={box} />
        )}
      </div>
    </div>
  );
}

function looks(isOn: boolean, tipo: Tipo): string {
  if (!isOn) return "border-transparent text-ink-3 hover:text-ink";
  return tipo === "nota"
    ? "border-note-ink font-semibold text-note-ink"
    : "border-accent font-semibold text-ink";
}
