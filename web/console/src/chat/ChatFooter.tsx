// Under the transcript: the composer, or that nothing more can be said here and where it goes on.
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { firstName } from "../format";
import type { ChatSnapshot, ChatStore } from "../live/chat-store";
import { ResumeDialog } from "../over/ResumeDialog";
import { keepingList } from "../router";
import { useDesk } from "../session/desk-context";
import { toasts } from "../shell/toasts";
import { useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Button } from "../ui/Button";
import { usePart, useStore } from "../ui/use-store";
import { BlockedLine } from "./BlockedLine";
import { Composer } from "./Composer";

type Props = { chat: ChatStore; snapshot: ChatSnapshot };

export function ChatFooter({ chat, snapshot }: Props) {
  const w = useTextsOf(writingTexts);
  const { yo } = useDesk();
  const { detail, cerrado } = snapshot;
  const mayWrite = yo.permisos.includes("responder");
  return (
    <>
      {detail?.bloqueado && <BlockedLine detail={detail} />}
      {cerrado && <ClosedFooter chat={chat} snapshot={snapshot} mayWrite={mayWrite} />}
      {!cerrado && mayWrite && <Composer chat={chat} detail={detail} />}
      {!cerrado && !mayWrite && (
        <p className="border-t border-line bg-paper px-4.5 py-3 text-ink-2">{w.readOnly}</p>
      )}
    </>
  );
}

function ClosedFooter({ chat, snapshot, mayWrite }: Props & { mayWrite: boolean }) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const desk = useDesk();
  useStore(desk.drafts);
  const { detail } = snapshot;
  const [noting, setNoting] = useState(() => desk.drafts.read(chat.id, "nota") !== "");
  const [resuming, setResuming] = useState(false);
  const live = usePart(desk.open, ({ rows }) => rows.find((row) => row.anterior === chat.id)?.id);
  const next = snapshot.next ?? live ?? detail?.abierto ?? null;
  const who = detail ? firstName(detail.cliente.nombre) : "";
  return (
    <>
      <footer className="flex flex-col gap-2.5 border-t border-line bg-paper px-4.5 py-3 pb-[max(12px,env(safe-area-inset-bottom))]">
        {chat.draft && <UnsentDraft chat={chat} next={next} />}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <p className="min-w-0 flex-1 text-ink-2">
            {next === null ? `${t.chatIsClosed}. ${t.closedHelp}` : t.wroteAgain(who, next)}
          </p>
          {next !== null && (
            <Link
              to="/chats/$chatId"
              params={{ chatId: String(next) }}
              search={keepingList}
              className="font-medium text-accent underline-offset-3 hover:underline"
            >
              {t.goThere}
            </Link>
          )}
          {mayWrite && !noting && (
            <Button data-key="tab-nota" onClick={() => setNoting(true)}>
              {w.tabNote}
            </Button>
          )}
          {mayWrite && next === null && detail && (
            <Button data-key="resume" onClick={() => setResuming(true)}>
              {w.goOn}
            </Button>
          )}
        </div>
        {resuming && detail && <ResumeDialog detail={detail} onDone={() => setResuming(false)} />}
      </footer>
      {noting && <Composer chat={chat} detail={detail} only="nota" />}
    </>
  );
}

function UnsentDraft({ chat, next }: { chat: ChatStore; next: number | null }) {
  const t = useTexts();
  const desk = useDesk();
  const navigate = useNavigate();
  const copy = async () => {
    await navigator.clipboard.writeText(chat.draft);
    toasts.show({ title: t.copied });
  };
  const carry = (id: number) => {
    desk.chat(id).addToDraft(chat.draft);
    chat.dropDraft();
    void navigate({ to: "/chats/$chatId", params: { chatId: String(id) }, search: keepingList });
  };
  return (
    <div role="alert" className="rounded-md border border-line bg-panel px-3 py-2">
      <p className="text-sm text-wait">{t.unsentDraft}</p>
      <p className="mt-0.5 max-h-32 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]">
        {chat.draft}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {next !== null && <Button onClick={() => carry(next)}>{t.carryDraft}</Button>}
        <Button onClick={() => void copy()}>{t.copy}</Button>
        <Button look="quiet" onClick={() => chat.dropDraft()}>
          {t.discard}
        </Button>
      </div>
    </div>
  );
}
