// Goes to the message that a link leads to: loads back to it, shows it in the middle, lights it up once.
import { useSearch } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";
import type { DeskSearch } from "../desk-search";
import type { ChatSnapshot, ChatStore } from "../live/chat-store";

const LIT_MS = 2_500;

export function useJump(
  scroller: RefObject<HTMLElement | null>,
  chat: ChatStore,
  { status, mensajes, hasEarlier, loadingEarlier }: ChatSnapshot,
): void {
  const { mensaje: seq } = useSearch({ strict: false }) as DeskSearch;
  const done = useRef("");
  const first = mensajes[0]?.seq;

  useEffect(() => {
    const wanted = `${chat.id}/${seq}`;
    if (seq === undefined || done.current === wanted || status !== "ready") return;
    if (first === undefined) return;
    if (first > seq && hasEarlier) {
      if (!loadingEarlier) void chat.loadEarlier();
      return;
    }
    done.current = wanted;
    const said = scroller.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!said) return;
    said.scrollIntoView({ block: "center" });
    said.dataset.found = "";
    setTimeout(() => {
      delete said.dataset.found;
    }, LIT_MS);
  }, [scroller, chat, seq, status, first, hasEarlier, loadingEarlier]);
}
