// Closes a chat with its reason and, if wanted, a last message. Where the cliente has just written
// it shows that first: no question dies unseen.
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type DeskApi, unseenMensajes } from "../desk-api";
import { firstName } from "../format";
import { codigoOf, Problem } from "../http";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { toasts } from "../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Button } from "../ui/Button";
import type { ChatDetail, Mensaje } from "../wire";
import { CloseForm } from "./CloseForm";
import { JustWritten } from "./JustWritten";
import { BOX, Modal } from "./Modal";
import { useReasonOptions } from "./use-reasons";

type Props = {
  chat: Pick<ChatStore, "id" | "seenUpTo" | "seeMensajes">;
  detail: ChatDetail;
  onDone: () => void;
  /** The close was a mistake. */
  onUndo: () => void;
};

const UNDO_MS = 10_000;

export function CloseDialog({ chat, detail, onDone, onUndo }: Props) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const desk = useDesk();
  const reasons = useReasonOptions();
  const [razon, setRazon] = useState(desk.yo.razones[0] ?? "resuelto");
  const [mensaje, setMensaje] = useState("");
  const [unseen, setUnseen] = useState<Mensaje[]>([]);
  const who = firstName(detail.cliente.nombre);

  const close = useMutation({
    mutationFn: () => closeChat(desk.api, chat, razon, mensaje),
    onSuccess: (closed) => {
      desk.closed(closed);
      const mayUndo = desk.yo.permisos.includes("responder");
      toasts.show({
        title: t.chatClosed,
        lastsMs: UNDO_MS,
        ...(mayUndo ? { action: { label: w.undoClose, run: () => onUndo() } } : {}),
      });
      onDone();
    },
    onError: (error) => {
      if (codigoOf(error) !== "desactualizado" || !(error instanceof Problem)) return;
      const mensajes = unseenMensajes(error.body);
      setUnseen((before) => [...before, ...mensajes]);
      chat.seeMensajes(mensajes); // shown right here: the next try may name them as seen
    },
  });
  const isStale = codigoOf(close.error) === "desactualizado";
  const failed = close.isError && !isStale;

  return (
    <Modal
      title={unseen.length > 0 ? t.staleTitle(who) : t.closeTitle(who)}
      className={`w-[min(440px,calc(100vw-24px))] ${BOX}`}
      onClose={onDone}
      onClosed={focusChat}
    >
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!close.isPending) close.mutate();
        }}
      >
        {unseen.length > 0 ? (
          <JustWritten mensajes={unseen} />
        ) : (
          <CloseForm
            razones={reasons}
            razon={razon}
            onRazon={setRazon}
            mensaje={mensaje}
            onMensaje={setMensaje}
          />
        )}
        {failed && (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
            {problemText(t, codigoOf(close.error))}
          </p>
        )}
        <div className="flex justify-end gap-2 max-desk:flex-col-reverse">
          <Button autoFocus={unseen.length > 0} key={String(unseen.length > 0)} onClick={onDone}>
            {unseen.length > 0 ? t.backToChat : t.cancel}
          </Button>
          <Button
            look={unseen.length > 0 ? "danger" : "primary"}
            type="submit"
            disabled={close.isPending}
          >
            {close.isPending ? t.closing : unseen.length > 0 ? t.closeAnyway : t.closeChat}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function closeChat(api: DeskApi, chat: Props["chat"], razon_cierre: string, mensaje: string) {
  const text = mensaje.trim();
  return api.cerrar(chat.id, {
    razon_cierre,
    visto_hasta: chat.seenUpTo,
    ...(text ? { mensaje: text } : {}),
  });
}

// The button that opened the dialog is gone with the chat's being open.
function focusChat(): void {
  const find = (name: string) => document.querySelector<HTMLElement>(`[data-key="${name}"]`);
  (find("composer") ?? find("heading"))?.focus();
}
