// What the page of a tenant says.
import type { Pairs } from "../texts/pairs";

export const tenantTexts = {
  open: ["Chats abiertos", "Open chats"],
  waiting: ["Nos esperan", "Waiting for us"],
  people: ["Personas", "People"],
  peopleNone: ["Nadie ha escrito todavía.", "Nobody has written yet."],
  person: ["Persona", "Person"],
  chats: ["Chats", "Chats"],
  openOnes: ["Abiertos", "Open"],
  last: ["Último", "Last"],
  about: ["Lo que sabemos", "What we know"],
  plan: ["Plan", "Plan"],
  important: ["Importante", "Important"],
  importantHelp: [
    "Sale primero en la lista de empresas, con una estrella.",
    "It comes first among the companies, with a star.",
  ],
  silent: ["Silenciar para mí", "Mute for me"],
  silentHelp: [
    "Sus chats siguen en las listas, pero no suenan ni avisan.",
    "Its chats stay in the lists, without sound or notification.",
  ],
  team: ["Equipo que la atiende", "Team that answers it"],
  anyTeam: ["Cualquiera", "Any"],
  notes: ["Notas", "Notes"],
  notesHelp: ["Solo las ve soporte.", "Only soporte sees them."],
  seeChats: ["Ver sus chats", "See its chats"],
  suspended: [
    "Suspendida: sus personas no pueden escribir.",
    "Suspended: its people cannot write.",
  ],
  notFound: [
    "Esta empresa no existe, o no es de las tuyas",
    "There is no such company, or it is not one of yours",
  ],
} as const satisfies Pairs;
