// Whose chat this is, where they are from, and what can be done with it as a whole.
import { Link } from "@tanstack/react-router";
import { ChevronLeft, PanelRight } from "lucide-react";
import { useEffect, useRef } from "react";
import { duration } from "../format";
import type { ChatSnapshot, ChatStore } from "../live/chat-store";
import { keepingList } from "../router";
import { useDesk } from "../session/desk-context";
import { reasonWord, type Texts, useTexts } from "../texts";
import { Button, IconButton } from "../ui/Button";
import { TenantMark } from "../ui/Mark";
import { Tag } from "../ui/Tag";
import { useNow } from "../ui/use-now";
import { useIsPhone } from "../ui/use-screen";
import { Assignee } from "./Assignee";
import { ChatMenu } from "./ChatMenu";
import { useListed } from "./use-row";

type Props = {
  chat: ChatStore;
  snapshot: ChatSnapshot;
  onClose: () => void;
  onDetails: () => void;
};

export function ChatHeader({ chat, snapshot, onClose, onDetails }: Props) {
  const t = useTexts();
  const desk = useDesk();
  const isPhone = useIsPhone();
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const row = useListed(chat.id);
  const waits = !snapshot.cerrado && row !== undefined && row.espera_desde !== null;
  const tenant = snapshot.detail?.tenant ?? row?.tenant;
  const who = snapshot.detail?.cliente.nombre ?? row?.cliente.nombre;

  // On a phone the list is gone, and the focus with it: the page begins here.
  useEffect(() => {
    if (isPhone) heading.current?.focus();
  }, [isPhone]);

  return (
    <header className="@container border-b border-line">
      <div className="flex items-center gap-2.5 px-4.5 py-2.5 max-desk:px-2">
        <Link
          to="/"
          search={keepingList}
          aria-label={t.backToInbox}
          className="grid size-11 flex-none place-items-center rounded-sm text-ink-2 hover:bg-sunk desk:hidden"
        >
          <ChevronLeft size={22} />
        </Link>
        {tenant ? (
          <TenantMark tenant={tenant} size="l" />
        ) : (
          <span className="skeleton size-[34px]" />
        )}
        <div className="min-w-0 flex-1 desk:min-w-20">
          <h1
            ref={heading}
            tabIndex={-1}
            data-key="heading"
            className="truncate text-md leading-tight font-semibold outline-none"
          >
            {who ?? <span className="skeleton inline-block h-3.5 w-32 align-middle" />}
          </h1>
          <p className="truncate text-sm text-ink-3">
            {[tenant?.nombre, t.chatNumber(chat.id)].filter(Boolean).join(", ")}
          </p>
        </div>
        {waits && !isPhone && (
          <span className="@max-[560px]:hidden">
            <Tag look="wait">{t.waitingFor(duration(row.espera_desde!, now))}</Tag>
          </span>
        )}
        <IconButton label={t.details} onClick={onDetails} className="wide:hidden">
          <PanelRight size={18} />
        </IconButton>
        {/* On a phone the menu takes it and passes it on. */}
        {snapshot.detail && !snapshot.cerrado && !isPhone && <Assignee chat={chat} />}
        {snapshot.detail && (
          <ChatMenu chat={chat} detail={snapshot.detail} cerrado={snapshot.cerrado} />
        )}
        {snapshot.cerrado ? (
          <Tag>{closedWords(t, snapshot)}</Tag>
        ) : desk.yo.permisos.includes("cerrar") ? (
          <Button
            data-key="close"
            aria-label={t.closeChat}
            disabled={!snapshot.detail}
            onClick={onClose}
          >
            <span className="@max-[560px]:hidden">{t.closeChat}</span>
            <span className="@min-[560px]:hidden">{t.closeShort}</span>
          </Button>
        ) : null}
      </div>
    </header>
  );
}

function closedWords(t: Texts, { detail }: ChatSnapshot): string {
  const closed = t.closedPlain.charAt(0).toUpperCase() + t.closedPlain.slice(1);
  return detail?.razon_cierre ? `${closed}, ${reasonWord(t, detail.razon_cierre)}` : closed;
}
