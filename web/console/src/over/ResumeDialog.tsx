// Takes a close back: a message of soporte's opens the cliente's next chat, or joins the one that is open.
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { writing } from "../chat/api";
import { firstName } from "../format";
import { codigoOf } from "../http";
import { newUid } from "../live/new-uid";
import { keepingList } from "../router";
import { problemText, useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Button } from "../ui/Button";
import type { ChatDetail } from "../wire";
import { BOX, Modal } from "./Modal";

type Props = { detail: ChatDetail; onDone: () => void };

export function ResumeDialog({ detail, onDone }: Props) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const navigate = useNavigate();
  const [texto, setTexto] = useState("");
  // One uid for as long as the dialog is up: sent again after a broken line it is stored once.
  const [uid] = useState(newUid);
  const who = firstName(detail.cliente.nombre);
  const resume = useMutation({
    mutationFn: () => writing.reabrir(detail.id, uid, texto),
    onSuccess: ({ chat }) => {
      onDone();
      void navigate({
        to: "/chats/$chatId",
        params: { chatId: String(chat.id) },
        search: keepingList,
      });
    },
  });
  const send = () => texto.trim() !== "" && !resume.isPending && resume.mutate();

  return (
    <Modal
      title={w.resumeTitle(who)}
      className={`w-[min(440px,calc(100vw-24px))] ${BOX}`}
      onClose={onDone}
    >
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="text-ink-2">{detail.abierto ? w.resumeThere(who) : w.resumeHelp}</p>
        <label className="flex flex-col gap-1">
          <span className="font-medium">{w.resumeMessage}</span>
          <textarea
            // biome-ignore lint/a11y/noAutofocus: it is what the dialog is for
            autoFocus
            rows={3}
            maxLength={10_000}
            value={texto}
            onChange={({ target }) => setTexto(target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
            }}
            className="field resize-none max-desk:text-lg"
          />
        </label>
        {resume.isError && (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
            {problemText(t, codigoOf(resume.error))}
          </p>
        )}
        <div className="flex justify-end gap-2 max-desk:flex-col-reverse">
          <Button onClick={onDone}>{t.cancel}</Button>
          <Button look="primary" type="submit" disabled={!texto.trim() || resume.isPending}>
            {w.resumeDo}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
