// A note in the transcript: yellow, on our side, with who is named in it; one's own can be changed or taken back.
import { useMutation } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useState } from "react";
import { clock, firstName } from "../format";
import { codigoOf } from "../http";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { problemText, useLanguage, useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Button, LinkButton } from "../ui/Button";
import type { wire } from "../wire";
import { namedIn, pieces } from "./mentions";
import { usePeople } from "./use-people";

type Props = { nota: wire.Nota; chat: ChatStore | null };

export function NoteEntry({ nota, chat }: Props) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const language = useLanguage();
  const { me } = useDesk();
  const [editing, setEditing] = useState(false);
  const isMine = nota.autor.id === me.id;
  const who = firstName(nota.autor.nombre);
  if (nota.borrado_en) {
    return (
      <p className="my-1 self-end text-xs text-ink-3 italic">
        {isMine ? w.youNoteGone : w.noteGone(who)}
      </p>
    );
  }
  const meta = [isMine ? t.you : who, clock(nota.creado_en, language), w.noteMeta];
  if (nota.editado_en) meta.push(w.noteEdited);
  return (
    <article
      aria-label={w.note}
      className="group flex max-w-[min(66%,620px)] flex-col items-end self-end max-desk:max-w-[85%]"
    >
      <div className="rounded-md border border-note-line bg-note-soft px-3 py-2">
        <p className="mb-0.5 flex items-center gap-1.5 text-xs font-semibold text-note-ink">
          <Lock size={12} aria-hidden="true" /> {w.note}
        </p>
        {editing && chat ? (
          <NoteEdit nota={nota} chat={chat} onDone={() => setEditing(false)} />
        ) : (
          <NoteText nota={nota} />
        )}
      </div>
      <p className="mx-1 mt-0.5 mb-2 flex flex-wrap justify-end gap-x-2 text-xs text-ink-3">
        {isMine && chat && !editing && (
          <NoteActions chat={chat} id={nota.id} onEdit={() => setEditing(true)} />
        )}
        <span>{meta.join(", ")}</span>
      </p>
    </article>
  );
}

function NoteText({ nota }: { nota: wire.Nota }) {
  const { me } = useDesk();
  const people = usePeople(nota.chat_id);
  return (
    <p className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
      {pieces(nota.texto, people).map(({ texto, agente }, index) =>
        agente ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
            key={index}
            title={agente.nombre}
            className={`-mx-0.5 rounded-[3px] px-0.5 font-medium ${agente.id === me.id ? "bg-note-line text-ink" : "text-note-ink"}`}
          >
            {texto}
          </span>
        ) : (
          texto
        ),
      )}
    </p>
  );
}

type ActionsProps = { chat: ChatStore; id: number; onEdit: () => void };

function NoteActions({ chat, id, onEdit }: ActionsProps) {
  const w = useTextsOf(writingTexts);
  const remove = useMutation({ mutationFn: () => chat.takeNoteBack(id) });
  return (
    <span className="flex gap-x-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-desk:opacity-100">
      <LinkButton onClick={onEdit}>{w.editNote}</LinkButton>
      <LinkButton disabled={remove.isPending} onClick={() => remove.mutate()}>
        {w.removeNote}
      </LinkButton>
    </span>
  );
}

function NoteEdit({
  nota,
  chat,
  onDone,
}: {
  nota: wire.Nota;
  chat: ChatStore;
  onDone: () => void;
}) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const people = usePeople(nota.chat_id);
  const [texto, setTexto] = useState(nota.texto);
  const save = useMutation({
    mutationFn: () => chat.changeNote(nota.id, texto, namedIn(texto, people)),
    onSuccess: onDone,
  });
  return (
    <form
      className="flex w-96 max-w-full flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (texto.trim()) save.mutate();
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: whoever asks to change it writes next
        autoFocus
        rows={3}
        maxLength={10_000}
        aria-label={w.note}
        value={texto}
        onChange={({ target }) => setTexto(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.currentTarget.form?.requestSubmit();
          }
        }}
        className="field resize-none max-desk:text-lg"
      />
      {save.isError && (
        <p role="alert" className="text-sm text-danger">
          {w.noteNotSaved} {problemText(t, codigoOf(save.error))}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t.cancel}</Button>
        <Button type="submit" look="primary" disabled={!texto.trim() || save.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}
