// Who is in line.
import type { Pairs } from "../texts/pairs";

export const teamTexts = {
  state: ["Tu estado", "Your state"],
  inLine: ["En línea", "In line"],
  away: ["Ausente", "Away"],
  gone: ["Sin consola abierta", "No console open"],
  stateHelp: ["Ausente, no te llega ningún chat nuevo.", "Away, no new chat is given to you."],
  load: [
    (has: number, may: number) => `Tienes ${has} de ${may} chats`,
    (has: number, may: number) => `You have ${has} of ${may} chats`,
  ],
  loadShort: [
    (has: number, may: number) => `${has} de ${may}`,
    (has: number, may: number) => `${has} of ${may}`,
  ],
  nobody: ["Nadie todavía", "Nobody yet"],
} as const satisfies Pairs;
