// Asks before a cliente is blocked: it holds for all their chats.
import { useState } from "react";
import { useBlocking } from "../chat/use-blocking";
import { firstName } from "../format";
import { useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Button } from "../ui/Button";
import type { ChatDetail } from "../wire";
import { BOX, Modal } from "./Modal";

export function BlockDialog({ detail, onDone }: { detail: ChatDetail; onDone: () => void }) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const blocking = useBlocking(detail);
  const [motivo, setMotivo] = useState("");
  return (
    <Modal
      title={w.blockTitle(firstName(detail.cliente.nombre))}
      className={`w-[min(420px,calc(100vw-24px))] ${BOX}`}
      onClose={onDone}
    >
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          blocking.mutate({ to: true, motivo: motivo.trim() }, { onSuccess: onDone });
        }}
      >
        <p className="text-ink-2">{w.blockHelp}</p>
        <label className="flex flex-col gap-1">
          <span className="font-medium">{w.blockWhy}</span>
          <input
            maxLength={200}
            value={motivo}
            onChange={({ target }) => setMotivo(target.value)}
            className="field max-desk:text-lg"
          />
          <span className="text-sm text-ink-3">{w.blockWhyHelp}</span>
        </label>
        <div className="flex justify-end gap-2 max-desk:flex-col-reverse">
          <Button onClick={onDone}>{t.cancel}</Button>
          <Button look="danger" type="submit" disabled={blocking.isPending}>
            {w.blockDo}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
