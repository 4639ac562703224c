// Reasons for closing in the settings.
import type { Pairs } from "../../texts/pairs";

export const reasonsTexts = {
  title: ["Razones de cierre", "Reasons for closing"],
  about: [
    "Lo que se elige al cerrar un chat, y lo que cuenta el tablero.",
    "What one picks on closing a chat, and what the board counts.",
  ],
  create: ["Nueva razón", "New reason"],
  code: ["Código", "Code"],
  fixed: ["De fábrica", "Built in"],
  hidden: ["No se ofrece", "Not offered"],
  offered: ["Se ofrece al cerrar", "Offered on closing"],
  willBe: [
    (code: string) => `Su código será ${code}.`,
    (code: string) => `Its code will be ${code}.`,
  ],
  order: ["Lugar en la lista", "Place in the list"],
  orderHelp: ["La de menor número va primero.", "The smallest number comes first."],
  removeTitle: [(name: string) => `¿Eliminar «${name}»?`, (name: string) => `Delete “${name}”?`],
  removeHelp: ["Los chats que se cerraron así la conservan.", "Chats that were closed so keep it."],
} as const satisfies Pairs;
