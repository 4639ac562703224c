// A chat that could not be opened: why, and what to do.
import { Link } from "@tanstack/react-router";
import { SearchX, Unplug } from "lucide-react";
import type { ChatStore } from "../live/chat-store";
import { keepingList } from "../router";
import { problemText, useTexts } from "../texts";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { useStore } from "../ui/use-store";

export function ChatFace({ chat }: { chat: ChatStore }) {
  const t = useTexts();
  const { codigo } = useStore(chat);
  const isMissing = codigo === "no_encontrado" || codigo === "datos_invalidos";
  return (
    <main className="grid min-h-0 bg-panel">
      {isMissing ? (
        <Notice alert icon={<SearchX size={28} />} title={t.chatNotFound}>
          <p>{t.chatNotFoundHelp}</p>
          <BackLink />
        </Notice>
      ) : (
        <Notice alert icon={<Unplug size={28} />} title={t.chatFailed}>
          <p>{problemText(t, codigo ?? "")}</p>
          <Button onClick={() => void chat.load()}>{t.retry}</Button>
          <BackLink />
        </Notice>
      )}
    </main>
  );
}

function BackLink() {
  const t = useTexts();
  return (
    <Link
      to="/"
      search={keepingList}
      className="font-medium text-accent underline-offset-3 hover:underline"
    >
      {t.backToInbox}
    </Link>
  );
}
