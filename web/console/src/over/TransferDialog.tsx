// Passes a chat on to a person or a team, with a note for them if wanted.
import { useState } from "react";
import { useChatActions } from "../chat/use-chat-actions";
import { useRow } from "../chat/use-row";
import { codigoOf } from "../http";
import { AssignPicker } from "../inbox/AssignPicker";
import type { Assignment } from "../inbox/actions";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { toasts } from "../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Button } from "../ui/Button";
import { Field, TextArea } from "../ui/fields";
import { BOX, Modal } from "./Modal";

export function TransferDialog({ chat, onDone }: { chat: ChatStore; onDone: () => void }) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const { yo } = useDesk();
  const { asignado_a, equipo_id } = useRow(chat);
  const actions = useChatActions(chat, asignado_a);
  const [to, setTo] = useState<Assignment | null>(null);
  const [nota, setNota] = useState("");
  const [working, setWorking] = useState(false);

  const pass = async () => {
    if (!to || working) return;
    setWorking(true);
    const isDone = await actions.assign(to);
    setWorking(false);
    if (!isDone) return;
    onDone();
    if (!nota.trim()) return;
    // Whose it is is decided; where the note is lost it can be written again.
    await chat
      .note(nota, [])
      .catch((error) =>
        toasts.show({ title: w.noteNotSaved, text: problemText(t, codigoOf(error)) }),
      );
  };
  return (
    <Modal title={w.transfer} className={`w-[min(420px,calc(100vw-24px))] ${BOX}`} onClose={onDone}>
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void pass();
        }}
      >
        <div className="max-h-64 overflow-y-auto rounded-md border border-line">
          <AssignPicker
            agente={to ? to.agente_id : asignado_a}
            equipo={to ? (to.equipo_id ?? null) : equipo_id}
            onPick={setTo}
          />
        </div>
        {may(yo, "responder") && (
          <Field label={w.transferNote} hint={w.transferNoteHelp}>
            {(props) => (
              <TextArea
                {...props}
                maxLength={10_000}
                value={nota}
                onChange={({ target }) => setNota(target.value)}
                className="!border-note-line !bg-note-soft"
              />
            )}
          </Field>
        )}
        <div className="flex justify-end gap-2 max-desk:flex-col-reverse">
          <Button onClick={onDone}>{t.cancel}</Button>
          <Button look="primary" type="submit" disabled={!to || working}>
            {w.transferDo}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
