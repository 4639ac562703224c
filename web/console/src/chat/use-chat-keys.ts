// The keys of an open chat, and the same by name in the palette. What cannot be done is not offered.
import { useMemo } from "react";
import { useShortcut } from "../keys/registry";
import type { ChatSnapshot, ChatStore } from "../live/chat-store";
import { type Command, useCommands } from "../palette/commands";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { copyLink } from "./copy-link";
import { useChatActions } from "./use-chat-actions";
import { useRow } from "./use-row";

const named = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-key="${name}"]`);
// What the palette had the focus for is gone before the button is pressed.
const press = (name: string) => () => void setTimeout(() => named(name)?.click());

export function useChatKeys(chat: ChatStore, { cerrado }: ChatSnapshot): void {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const { yo, me } = useDesk();
  const { asignado_a } = useRow(chat);
  const { take } = useChatActions(chat, asignado_a);
  const reply = !cerrado && may(yo, "responder") ? press("tab-respuesta") : null;
  const note = may(yo, "responder") ? press("tab-nota") : null;
  const assign = !cerrado && may(yo, "asignar") ? press("assign") : null;
  const mine = assign && asignado_a !== me.id ? () => void take() : null;
  const tags = may(yo, "etiquetar") ? press("tags") : null;

  useShortcut("r", t.keyReply, "chat", reply);
  useShortcut("n", w.keyNote, "chat", note);
  useShortcut("a", w.keyAssign, "chat", assign);
  useShortcut("m", w.keyTake, "chat", mine);
  useShortcut("t", w.keyTags, "chat", tags);

  const offered = [reply, note, assign, mine, tags].map(Boolean).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `offered` says which of them there are
  const some = useMemo(() => {
    const command = (id: string, title: string, shortcut: string, run: (() => void) | null) =>
      run ? [{ id: `chat-${id}`, title, group: w.chatGroup, shortcut, run }] : [];
    const close = !cerrado && may(yo, "cerrar") ? press("close") : null;
    const all: Command[] = [
      ...command("reply", t.reply, "r", reply),
      ...command("note", w.keyNote, "n", note),
      ...command("take", w.keyTake, "m", mine),
      ...command("assign", w.keyAssign, "a", assign),
      ...command("tags", w.keyTags, "t", tags),
      ...command("close", t.closeChat, "e", close),
      {
        id: "chat-link",
        title: w.copyLink,
        group: w.chatGroup,
        run: () => void copyLink(chat.id, w.linkCopied),
      },
    ];
    return all;
  }, [offered, cerrado, chat, t, w, yo]);
  useCommands(some);
}
