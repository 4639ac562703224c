// Says that someone whose chat had been closed has written again, wherever the agente is.
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { keepingList } from "../router";
import { useDesk } from "../session/desk-context";
import { useTexts } from "../texts";
import { toastOf, toasts } from "./toasts";

const LASTS_MS = 10_000;

export function Reaperturas() {
  const t = useTexts();
  const desk = useDesk();
  const router = useRouter();

  useEffect(
    () =>
      desk.on("reapertura", (row) => {
        const params = { chatId: String(row.id) };
        toasts.show({
          id: toastOf(row.id),
          title: t.reaperturaToast(row.cliente.nombre),
          text: row.ultimo_texto || row.tenant.nombre,
          tenant: row.tenant,
          lastsMs: LASTS_MS,
          action: {
            label: t.openChat(row.id),
            run: () => void router.navigate({ to: "/chats/$chatId", params, search: keepingList }),
          },
        });
      }),
    [desk, router, t],
  );
  return null;
}
