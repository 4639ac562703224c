// Whose a chat is and how it is tagged now: as its row in a list says, which is live, else as it was loaded.
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { usePart } from "../ui/use-store";
import type { BandejaFila } from "../wire";

export type Desked = { asignado_a: number | null; equipo_id: number | null; etiquetas: string[] };

const NOBODYS: Desked = { asignado_a: null, equipo_id: null, etiquetas: [] };

/** The chat's newest row, where a list has it. */
export function useListed(id: number): BandejaFila | undefined {
  const desk = useDesk();
  return usePart(desk.open, () => desk.row(id));
}

export function useRow(chat: ChatStore): Desked {
  const listed = useListed(chat.id);
  const detail = usePart(chat, (snapshot) => snapshot.detail);
  return listed ?? detail ?? NOBODYS;
}
