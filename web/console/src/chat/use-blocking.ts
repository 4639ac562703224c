// Blocks the cliente of a chat, or lets them write again.
import { useMutation } from "@tanstack/react-query";
import { firstName } from "../format";
import { codigoOf } from "../http";
import { useDesk } from "../session/desk-context";
import { toasts } from "../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import type { ChatDetail } from "../wire";
import { writing } from "./api";

export function useBlocking(detail: ChatDetail) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const desk = useDesk();
  const who = firstName(detail.cliente.nombre);
  return useMutation({
    mutationFn: ({ to, motivo }: { to: boolean; motivo?: string }) =>
      writing.bloquear(detail.id, to, motivo),
    onSuccess: (_, { to }) => {
      void desk.chat(detail.id).load();
      toasts.show({ id: "bloqueo", title: to ? w.blocked(who) : w.unblocked(who) });
    },
    onError: (error) => toasts.show({ title: problemText(t, codigoOf(error)) }),
  });
}
