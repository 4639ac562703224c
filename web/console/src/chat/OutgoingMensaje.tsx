// A message on its way, or one that did not get there: it stays, says why, and can be sent again.
import type { ChatStore } from "../live/chat-store";
import type { Outgoing } from "../live/outbox";
import { problemText, useTexts } from "../texts";
import { LinkButton } from "../ui/Button";
import { AdjuntoList } from "./AdjuntoList";
import { RichText } from "./RichText";

export function OutgoingMensaje({ item, chat }: { item: Outgoing; chat: ChatStore }) {
  const t = useTexts();
  return (
    <div className="flex max-w-[min(66%,620px)] flex-col items-end self-end max-desk:max-w-[85%]">
      <div
        className={`rounded-[14px] rounded-br-[5px] px-3 py-2 ${item.failed ? "bg-danger-soft" : "bg-accent-soft opacity-75"}`}
      >
        {item.texto && <RichText texto={item.texto} />}
        <AdjuntoList adjuntos={item.adjuntos ?? []} />
      </div>
      {item.failed ? (
        <p
          role="alert"
          className="mx-1 mt-0.5 mb-2 flex flex-wrap justify-end gap-x-2 text-xs text-danger"
        >
          <span>
            {t.notSent} {problemText(t, item.failed.codigo)}
          </span>
          <LinkButton onClick={() => chat.retry(item.uid)}>{t.retry}</LinkButton>
          <LinkButton onClick={() => chat.discard(item.uid)}>{t.discard}</LinkButton>
        </p>
      ) : (
        <p className="mx-1 mt-0.5 mb-2 text-xs text-ink-3">{t.sending}</p>
      )}
    </div>
  );
}
