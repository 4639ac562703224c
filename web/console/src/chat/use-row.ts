// Whose a chat is and how it is tagged now: as its row in a list says, which is live, else as it was loaded.
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { useStore } from "../ui/use-store";

export type Desked = { asignado_a: number | null; equipo_id: number | null; etiquetas: string[] };

const NOBODYS: Desked = { asignado_a: null, equipo_id: null, etiquetas: [] };

export function useRow(chat: ChatStore): Desked {
  const desk = useDesk();
  useStore(desk.open); // the row may change
  const { detail } = useStore(chat);
  return desk.row(chat.id) ?? detail ?? NOBODYS;
}
