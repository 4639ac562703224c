// What is done with a chat from its own page: taken, given, tagged. Each shows what the server answered.
import { useMemo } from "react";
import { type Assignment, useInboxActions } from "../inbox/actions";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { toasts } from "../shell/toasts";
import { useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";

export function useChatActions(chat: ChatStore, assignee: number | null) {
  const w = useTextsOf(writingTexts);
  const { me } = useDesk();
  const actions = useInboxActions();
  return useMemo(() => {
    // A chat that no list holds is known by what is loaded.
    const shown = async (done: Promise<boolean>) => {
      const isDone = await done;
      void chat.load();
      return isDone;
    };
    const assign = (to: Assignment) => shown(actions.assign(chat.id, to, assignee));
    return {
      assign,
      tag: (tag: string, on: boolean) => shown(actions.tag(chat.id, tag, on)),
      take: async () => {
        if (await assign({ agente_id: Number(me.id) })) toasts.show({ title: w.taken });
      },
    };
  }, [chat, assignee, actions, me.id, w]);
}
