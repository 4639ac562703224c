// The words of the dashboard.
import type { Catalogue } from "../texts";

export const boardTexts = {
  title: ["Tablero", "Dashboard"],
  empty: ["Aún no hay nada que mostrar", "There is nothing to show yet"],
  emptyHelp: [
    "Las cifras salen de los chats: cuando haya alguno, aparecen aquí.",
    "The figures come from the chats: once there are some, they show up here.",
  ],
} as const satisfies Catalogue;
