// Blocked clientes in the settings.
import type { Pairs } from "../../texts/pairs";

export const blockedTexts = {
  title: ["Bloqueados", "Blocked"],
  about: [
    "Quienes no pueden escribir a soporte. Se bloquea desde el menú de un chat.",
    "Who may not write to support. One blocks from a chat's menu.",
  ],
  who: ["Quién", "Who"],
  why: ["Por qué", "Why"],
  unblock: ["Desbloquear", "Unblock"],
  unblocked: [
    (name: string) => `${name} puede escribir de nuevo`,
    (name: string) => `${name} may write again`,
  ],
  none: ["Nadie está bloqueado", "Nobody is blocked"],
  noneHelp: [
    "Quien abusa se bloquea desde su chat, con el motivo.",
    "Who abuses is blocked from their chat, with the reason.",
  ],
} as const satisfies Pairs;
