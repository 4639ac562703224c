// Where the cliente writes. Enter sends, Shift+Enter breaks the line; nothing is sent while an input
// method is still composing a character.

import type { Contexto } from "@ventanilla/core";
import { type KeyboardEvent, type RefObject, useLayoutEffect } from "react";
import { useWords } from "../words";
import { ContextCard } from "./ContextCard";
import { SendIcon } from "./Icons";
import { isComposing } from "./keys";

interface Props {
  texto: string;
  contexto?: Contexto | undefined;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange(texto: string): void;
  onSend(): void;
}

const LIMIT = 10_000;
const WARN_FROM = 9_500;
const TALLEST = 152;

export function Composer({ texto, contexto, field, onChange, onSend }: Props) {
  const { t } = useWords();
  const length = texto.length < WARN_FROM ? texto.length : [...texto].length;
  const sendable = texto.trim() !== "" && length <= LIMIT;
  const send = () => sendable && onSend();
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (isComposing(event)) return;
    event.preventDefault();
    send();
  };
  useFit(field, texto);
  return (
    <div className="composer">
      {contexto && <ContextCard contexto={contexto} going />}
      <div className="composer-row">
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
