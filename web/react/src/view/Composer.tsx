// Where the cliente writes. Enter sends, Shift+Enter breaks the line; nothing is sent while an input
// method is still composing a character.

import type { Contexto } from "@ventanilla/core";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
} from "react";
import { useWords } from "../words";
import { AttachButton } from "./AttachButton";
import { ContextCard } from "./ContextCard";
import { SendIcon } from "./Icons";
import { isComposing } from "./keys";
import type { Attachments } from "./useAttachments";

interface Props {
  texto: string;
  contexto?: Contexto | undefined;
  field: RefObject<HTMLTextAreaElement | null>;
  files: Attachments;
  /** The tray. */
  children?: ReactNode;
  onChange(texto: string): void;
}

const LIMIT = 10_000;
const WARN_FROM = 9_500;
const TALLEST = 152;

export function Composer({ texto, contexto, field, files, children, onChange }: Props) {
  const { t } = useWords();
  const length = texto.length < WARN_FROM ? texto.length : [...texto].length;
  const sendable = (texto.trim() !== "" || files.sendable) && length <= LIMIT;
  const send = () => sendable && files.send(texto, contexto);
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (isComposing(event)) return;
    event.preventDefault();
    send();
  };
  const pasted = (event: ClipboardEvent) => {
    const { types, files: pictures } = event.clipboardData;
    // An office's table comes as text and as a picture of it: the text is meant.
    const isText = types.includes("text/plain") && types.includes("text/html");
    if (isText || pictures.length === 0) return;
    event.preventDefault();
    files.add([...pictures], true);
  };
  useFit(field, texto);
  return (
    <div className="composer">
      {contexto && <ContextCard contexto={contexto} going />}
      {children}
      <div className="composer-row">
        <AttachButton field={field} onFiles={files.add} />
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={texto}
          aria-label={t.composer}
          placeholder={t.composer}
          enterKeyHint="send"
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={pressed}
          onPaste={pasted}
        />
        <button
          type="button"
          className="send"
          aria-label={t.send}
          aria-disabled={!sendable}
          // A press must not take the focus (and the phone's keyboard) away from the text.
          onPointerDown={(event) => event.preventDefault()}
          onClick={send}
        >
          <SendIcon />
        </button>
      </div>
      {length >= WARN_FROM && (
        <p className={`count${length > LIMIT ? " danger" : ""}`} role="status">
          {t.left(LIMIT - length)}
        </p>
      )}
    </div>
  );
}

/** As tall as what is in it, up to a handful of lines. */
function useFit(field: RefObject<HTMLTextAreaElement | null>, texto: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight + 2, TALLEST)}px`;
    element.style.overflowY = element.scrollHeight > TALLEST ? "auto" : "hidden";
  }, [field, texto]);
}
