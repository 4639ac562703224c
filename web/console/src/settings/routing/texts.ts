// How chats are given out, in the settings.
import type { Pairs } from "../../texts/pairs";

export const routingTexts = {
  title: ["Reparto", "Routing"],
  about: [
    "Cómo llega cada chat a alguien, y qué pasa con los que nadie atiende.",
    "How each chat finds somebody, and what happens to those that nobody answers.",
  ],
  giving: ["Quién recibe un chat nuevo", "Who gets a new chat"],
  how: ["Reparto de chats", "How chats are given"],
  manual: ["A mano", "By hand"],
  turns: ["Por turnos", "In turn"],
  least: ["A quien menos tenga", "To whoever has least"],
  howHelp: [
    {
      manual: "Esperan en «Sin asignar» hasta que alguien los toma.",
      turns: "A cada agente en línea, uno detrás de otro.",
      menos_carga: "Al agente en línea que tenga menos chats abiertos.",
    } as Record<string, string>,
    {
      manual: "They wait in “Unassigned” until somebody takes them.",
      turns: "To each agent in line, one after the other.",
      menos_carga: "To the agent in line with the fewest open chats.",
    } as Record<string, string>,
  ],
  capacity: ["Chats a la vez", "Chats at a time"],
  capacityHelp: [
    "Nadie recibe más por reparto; tomarlos a mano se puede siempre.",
    "Nobody is given more; one may always take more by hand.",
  ],
  earlier: ["Quien vuelve, con quien le atendió", "Who comes back, with whoever had them"],
  earlierHelp: [
    "Solo si está en línea y tiene sitio.",
    "Only where they are in line and have room.",
  ],
  there: ["Presencia", "Presence"],
  away: ["Ausente tras estos minutos", "Away after these minutes"],
  awayHelp: ["Sin tocar la consola. 0: nunca.", "Without a touch of the console. 0: never."],
  unattended: ["Avisar a todos tras estos minutos", "Call everyone after these minutes"],
  unattendedHelp: [
    "De un chat que nadie toma. 0: nunca.",
    "Of a chat that nobody takes. 0: never.",
  ],
  closing: ["Chats que el cliente deja", "Chats that the client leaves"],
  closeAfter: ["Cerrar tras estas horas", "Close after these hours"],
  closeAfterHelp: [
    "De silencio del cliente tras vuestra respuesta. 0: nunca. Se cierra como «sin respuesta».",
    "Of the client's silence after your answer. 0: never. It is closed as “no answer”.",
  ],
  warn: ["Avisarle estos minutos antes", "Warn them these minutes before"],
  warnHelp: ["Si contesta, el chat sigue.", "Where they answer, the chat goes on."],
  warnText: ["Aviso", "Warning"],
  warnTextHelp: ["Vacío: nuestras palabras.", "Empty: our words."],
} as const satisfies Pairs;
