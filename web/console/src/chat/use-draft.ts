// The draft of one tab of the composer, and the caret in it.
import { useEffect, useState } from "react";
import { useDesk } from "../session/desk-context";
import { useStore } from "../ui/use-store";
import type { Tipo } from "./api";

export function useDraft(chatId: number, tipo: Tipo) {
  const { drafts } = useDesk();
  const version = useStore(drafts);
  const [texto, setTexto] = useState(() => drafts.read(chatId, tipo));
  const [at, setAt] = useState(texto.length);
  /** Set where a text was put in, until the caret is there. */
  const [caret, setCaret] = useState<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a draft from elsewhere
  useEffect(() => setTexto(drafts.read(chatId, tipo)), [chatId, tipo, version]);

  const write = (written: string, position = written.length) => {
    setTexto(written);
    setAt(position);
    setCaret(null);
    drafts.write(chatId, tipo, written);
  };

  /** In the place of what was asked for: from there to the caret. */
  const insert = (piece: string, from = at) => {
    const position = from + piece.length;
    write(texto.slice(0, from) + piece + texto.slice(at), position);
    setCaret(position);
  };

  return { texto, before: texto.slice(0, at), caret, write, insert, setAt };
}

/** It was sent or saved: nothing is begun any more. */
export type Draft = ReturnType<typeof useDraft>;
