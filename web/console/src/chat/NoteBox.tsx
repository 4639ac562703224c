// A note for the team. Yellow, with its own button: it cannot be mistaken for an answer.
import { useMutation } from "@tanstack/react-query";
import { type RefObject, useId } from "react";
import { codigoOf } from "../http";
import type { ChatStore } from "../live/chat-store";
import { problemText, useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { LookupList, optionId } from "./LookupList";
import { asked, matching, namedIn, type Person } from "./mentions";
import { useDraft } from "./use-draft";
import { useLookup } from "./use-lookup";
import { usePeople } from "./use-people";
import { WriteBox } from "./WriteBox";

type Props = {
  chat: Pick<ChatStore, "id" | "note">;
  box: RefObject<HTMLTextAreaElement | null>;
};

const LONGEST = 10_000;

export function NoteBox({ chat, box }: Props) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const people = usePeople(chat.id);
  const draft = useDraft(chat.id, "nota");
  const [listId, hintId] = [useId(), useId()];
  const { texto } = draft;
  const over = texto.length > LONGEST ? [...texto].length - LONGEST : 0;
  const pick = (person: Person, from: number) => draft.insert(`@${person.usuario} `, from);
  const lookup = useLookup({
    before: draft.before,
    asked,
    find: (word) => matching(people, word),
    onPick: pick,
  });
  const save = useMutation({
    mutationFn: () => chat.note(texto, namedIn(texto, people)),
    onSuccess: () => draft.write(""),
  });
  const maySave = texto.trim() !== "" && over <= 0 && !save.isPending;
  const submit = () => maySave && save.mutate();

  return (
    <form
      className="relative rounded-md border border-note-line bg-note-soft focus-within:border-note-ink focus-within:outline-1 focus-within:outline-note-ink"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <LookupList
        id={listId}
        label={w.team}
        lookup={lookup}
        nothing={w.noPerson}
        keyOf={(person) => person.id}
        onPick={(person) => pick(person, lookup.from)}
        draw={({ nombre, usuario }) => (
          <>
            <Avatar name={nombre} />
            <span className="truncate">{nombre}</span>
            <span className="text-sm text-ink-3">@{usuario}</span>
          </>
        )}
      />
      <WriteBox
        name="note"
        box={box}
        label={w.writeNote}
        placeholder={w.notePlaceholder}
        describedBy={hintId}
        texto={texto}
        caret={draft.caret}
        invalid={over > 0}
        list={{
          id: listId,
          isOpen: lookup.isOpen,
          active: lookup.items.length ? optionId(listId, lookup.active) : undefined,
        }}
        onWrite={draft.write}
        onCaret={draft.setAt}
        onKey={lookup.press}
        onSend={submit}
      />
      {save.isError && (
        <p role="alert" className="mx-3 mb-2 text-sm text-danger">
          {w.noteNotSaved} {problemText(t, codigoOf(save.error))}
        </p>
      )}
      <div className="flex items-center gap-2 px-1.5 pb-1.5 text-sm">
        <p
          id={hintId}
          className={over > 0 ? "ml-auto text-danger" : "ml-auto text-note-ink max-desk:sr-only"}
        >
          {over > 0 ? t.tooLong(over) : w.enterSaves}
        </p>
        <Button
          type="submit"
          disabled={!maySave}
          className="!border-note-ink !bg-note-ink !text-note-soft max-desk:ml-auto"
        >
          {save.isPending ? w.savingNote : w.saveNote}
        </Button>
      </div>
    </form>
  );
}
