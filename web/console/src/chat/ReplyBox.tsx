// An answer to the cliente: text, canned replies by «/», files.
import { Paperclip, Zap } from "lucide-react";
import { type RefObject, useId, useRef, useState } from "react";
import { firstName } from "../format";
import type { ChatStore } from "../live/chat-store";
import { useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Button, IconButton } from "../ui/Button";
import { useStore } from "../ui/use-store";
import type { ChatDetail } from "../wire";
import { CannedList, useCanned } from "./CannedList";
import { variablesIn } from "./canned";
import { FileDrop } from "./FileDrop";
import { optionId } from "./LookupList";
import { UploadList } from "./UploadList";
import { useDraft } from "./use-draft";
import { WriteBox } from "./WriteBox";

type Props = {
  chat: ChatStore;
  detail: ChatDetail | null;
  box: RefObject<HTMLTextAreaElement | null>;
};

const LONGEST = 10_000;

export function ReplyBox({ chat, detail, box }: Props) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const draft = useDraft(chat.id, "respuesta");
  const canned = useCanned(draft, detail);
  const uploads = useStore(chat.uploads);
  const picker = useRef<HTMLInputElement>(null);
  const [listId, hintId] = [useId(), useId()];
  const [tried, setTried] = useState(false);
  const { texto } = draft;
  const over = texto.length > LONGEST ? [...texto].length - LONGEST : 0;
  const name = detail ? firstName(detail.cliente.nombre) : "";
  const isEmpty = texto.trim() === "" && uploads.length === 0;
  const maySend = !isEmpty && over <= 0 && chat.uploads.areReady;
  const unknown = variablesIn(texto);

  const send = () => {
    if (!maySend) return setTried(!isEmpty);
    chat.say(texto, chat.uploads.take());
    draft.write("");
    setTried(false);
    box.current?.focus();
  };
  const hint = over > 0 ? t.tooLong(over) : tried && !maySend ? w.fileFailed : w.enterSends;

  return (
    <FileDrop onFiles={(files) => chat.uploads.add(files)}>
      <form
        className="relative rounded-md border border-line-strong bg-panel focus-within:border-accent focus-within:outline-1 focus-within:outline-accent"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <CannedList id={listId} canned={canned} detail={detail} />
        <WriteBox
          name="composer"
          box={box}
          label={name ? t.writeTo(name) : t.reply}
          placeholder={w.replyPlaceholder(name)}
          describedBy={hintId}
          texto={texto}
          caret={draft.caret}
          invalid={over > 0}
          list={{
            id: listId,
            isOpen: canned.lookup.isOpen,
            active: canned.lookup.items.length ? optionId(listId, canned.lookup.active) : undefined,
          }}
          onWrite={(written, at) => {
            draft.write(written, at);
            if (written.trim()) chat.composing();
            else chat.stopComposing();
          }}
          onCaret={draft.setAt}
          onKey={canned.lookup.press}
          onSend={send}
          onFiles={(files) => chat.uploads.add(files)}
        />
        <UploadList uploads={chat.uploads} />
        {unknown.length > 0 && (
          <p
            role="status"
            className="mx-3 mb-2 rounded-sm bg-wait-soft px-2 py-1 text-sm text-wait"
          >
            {w.noValue(unknown.join(", "))}
          </p>
        )}
        <div className="flex items-center gap-1 px-1.5 pb-1.5 text-sm text-ink-3">
          <input
            ref={picker}
            type="file"
            multiple
            tabIndex={-1}
            className="sr-only"
            aria-label={w.attach}
            onChange={({ target }) => {
              chat.uploads.add([...(target.files ?? [])]);
              target.value = "";
              box.current?.focus();
            }}
          />
          <IconButton label={w.attach} onClick={() => picker.current?.click()}>
            <Paperclip size={16} />
          </IconButton>
          <IconButton label={w.canned} onClick={canned.ask}>
            <Zap size={16} />
          </IconButton>
          <p
            id={hintId}
            className={over > 0 || tried ? "ml-auto text-danger" : "ml-auto max-desk:sr-only"}
          >
            {hint}
          </p>
          <Button
            look="primary"
            type="submit"
            disabled={!maySend}
            className="ml-2 max-desk:ml-auto"
          >
            {t.send}
          </Button>
        </div>
      </form>
    </FileDrop>
  );
}
