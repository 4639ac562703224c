// Tags in the settings.
import type { Pairs } from "../../texts/pairs";

export const tagsTexts = {
  title: ["Etiquetas", "Tags"],
  about: [
    "De qué va un chat. Con ellas se filtra la bandeja y se cuenta en el tablero.",
    "What a chat is about. The inbox filters by them.",
  ],
  create: ["Nueva etiqueta", "New tag"],
  none: ["Aún no hay ninguna", "There are none yet"],
  noneHelp: [
    "También se hacen al vuelo: pulsa «t» en un chat y escribe.",
    "They are made on the fly too: press “t” in a chat and type.",
  ],
  archived: ["Archivada", "Archived"],
  archivedHelp: [
    "No se ofrece más; los chats que la tienen la conservan.",
    "It is offered no more; chats that have it keep it.",
  ],
  openChats: ["Chats abiertos", "Open chats"],
  removeTitle: [(name: string) => `¿Eliminar «${name}»?`, (name: string) => `Delete “${name}”?`],
  removeHelp: [
    "Los chats que la tienen la conservan en su historial.",
    "Chats that have it keep it in their history.",
  ],
} as const satisfies Pairs;
