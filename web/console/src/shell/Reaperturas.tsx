// Says that someone whose chat had been closed has written again, wherever the agente is.
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { toast } from "sonner";
import { keepingList } from "../router";
import { useDesk } from "../session/desk-context";
import { useTexts } from "../texts";
import { TenantMark } from "../ui/Mark";

export function Reaperturas() {
  const t = useTexts();
  const desk = useDesk();
  const router = useRouter();

  useEffect(
    () =>
      desk.on("reapertura", (row) => {
        toast(t.reaperturaToast(row.cliente.nombre), {
          id: `reapertura-${row.id}`,
          description: row.ultimo_texto || row.tenant.nombre,
          icon: <TenantMark tenant={row.tenant} size="m" />,
          duration: 10_000,
          action: {
            label: t.open,
            onClick: () =>
              void router.navigate({
                to: "/chats/$chatId",
                params: { chatId: String(row.id) },
                search: keepingList,
              }),
          },
        });
      }),
    [desk, router, t],
  );
  return null;
}
