// One chat: header, transcript, composer, and beside it who this is.
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { ChatStore } from "../live/chat-store";
import { CloseDialog } from "../over/CloseDialog";
import { EarlierChatSheet } from "../over/EarlierChatSheet";
import { ResumeDialog } from "../over/ResumeDialog";
import { Sheet } from "../over/Sheet";
import { type DeskSearch, keepingList } from "../router";
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
import { useChatKeys } from "./use-chat-keys";
import { useChatNews } from "./use-chat-news";
import { WhoIsHere } from "./WhoIsHere";

export function ChatPage() {
  const { chatId } = useParams({ from: "/desk/chats/$chatId" });
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
  const { panel, previo, deshacer } = useSearch({ strict: false }) as DeskSearch;
  const [closing, setClosing] = useState(false);
  const snapshot = useStore(chat);
  useChatNews(chat);
  useChatKeys(chat, snapshot);
  const { detail, status, mensajes } = snapshot;

  const dismiss = (out: "panel" | "previo" | "deshacer") =>
    void navigate({ to: ".", search: (old) => ({ ...old, [out]: undefined }), replace: true });
  const look = (id: number) =>
    void navigate({ to: ".", search: (old) => ({ ...old, previo: id, panel: undefined }) });
  // From wherever the agente has gone meanwhile: the chat, with the way out of its closing.
  const undo = (id: number) =>
    void navigate({
      to: "/chats/$chatId",
      params: { chatId: String(id) },
      search: (old) => ({ ...keepingList(old), deshacer: true }),
    });
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
        <WhoIsHere snapshot={snapshot} />
        <ChatFooter chat={chat} snapshot={snapshot} />
      </main>
      {isWide && (
        <aside aria-label={t.details} className="min-h-0 overflow-y-auto border-l border-line p-4">
          <SidePanel chat={chat} detail={detail} onEarlier={look} />
        </aside>
      )}
      {panel === "persona" && !isWide && (
        <Sheet title={t.details} onClose={() => dismiss("panel")}>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">
            <SidePanel chat={chat} detail={detail} onEarlier={look} />
          </div>
        </Sheet>
      )}
      {previo !== undefined && (
        <EarlierChatSheet key={previo} id={previo} onClose={() => dismiss("previo")} />
      )}
      {closing && detail && (
        <CloseDialog
          chat={chat}
          detail={detail}
          onDone={() => setClosing(false)}
          onUndo={() => undo(chat.id)}
        />
      )}
      {deshacer && detail && <ResumeDialog detail={detail} onDone={() => dismiss("deshacer")} />}
    </div>
  );
}
