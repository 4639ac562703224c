// One chat: header, transcript, composer, and beside it who this is.
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { ChatStore } from "../live/chat-store";
import { CloseDialog } from "../over/CloseDialog";
import { EarlierChatSheet } from "../over/EarlierChatSheet";
import { Sheet } from "../over/Sheet";
import type { DeskSearch } from "../router";
import { useDesk } from "../session/desk-context";
import { toastOf, toasts } from "../shell/toasts";
import { useTexts } from "../texts";
import { useIsWide } from "../ui/use-screen";
import { useStore } from "../ui/use-store";
import { ChatFace } from "./ChatFace";
import { ChatFooter } from "./ChatFooter";
import { ChatHeader } from "./ChatHeader";
import { SidePanel } from "./SidePanel";
import { Transcript } from "./Transcript";

export function ChatPage() {
  const { chatId } = useParams({ from: "/_desk/chats/$chatId" });
  const desk = useDesk();
  const chat = desk.chat(Number(chatId));

  useEffect(() => {
    chat.open();
    toasts.dismiss(toastOf(chat.id));
    return () => chat.leave();
  }, [chat]);

  return <OpenChat key={chatId} chat={chat} />;
}

function OpenChat({ chat }: { chat: ChatStore }) {
  const t = useTexts();
  const desk = useDesk();
  const navigate = useNavigate();
  const isWide = useIsWide();
  const { panel, previo } = useSearch({ strict: false }) as DeskSearch;
  const [closing, setClosing] = useState(false);
  const snapshot = useStore(chat);
  const { detail, status, mensajes } = snapshot;

  const dismiss = (out: "panel" | "previo") =>
    void navigate({ to: ".", search: (old) => ({ ...old, [out]: undefined }), replace: true });
  const look = (id: number) =>
    void navigate({ to: ".", search: (old) => ({ ...old, previo: id, panel: undefined }) });
  const seen = () => {
    chat.see();
    desk.markRead(chat.id);
  };

  if (status === "failed" && mensajes.length === 0) return <ChatFace chat={chat} />;
  return (
    <div className="grid min-h-0 min-w-0 wide:grid-cols-[minmax(0,1fr)_288px]">
      <main className="flex min-h-0 min-w-0 flex-col bg-panel">
        <ChatHeader
          chat={chat}
          snapshot={snapshot}
          onClose={() => setClosing(true)}
          onDetails={() =>
            void navigate({ to: ".", search: (old) => ({ ...old, panel: "persona" }) })
          }
        />
        <Transcript
          chat={chat}
          snapshot={snapshot}
          isCovered={closing}
          onSeen={seen}
          onEarlier={look}
        />
        <ChatFooter chat={chat} snapshot={snapshot} />
      </main>
      {isWide && (
        <aside aria-label={t.details} className="min-h-0 overflow-y-auto border-l border-line p-4">
          <SidePanel detail={detail} onEarlier={look} />
        </aside>
      )}
      {panel === "persona" && !isWide && (
        <Sheet title={t.details} onClose={() => dismiss("panel")}>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">
            <SidePanel detail={detail} onEarlier={look} />
          </div>
        </Sheet>
      )}
      {previo !== undefined && (
        <EarlierChatSheet key={previo} id={previo} onClose={() => dismiss("previo")} />
      )}
      {closing && detail && (
        <CloseDialog chat={chat} detail={detail} onDone={() => setClosing(false)} />
      )}
    </div>
  );
}
