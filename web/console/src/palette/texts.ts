// The words of the palette.
import type { Catalogue } from "../texts";

export const paletteTexts = {
  title: ["Ir a… o hacer…", "Go to… or do…"],
  hint: ["Escribe adónde ir o qué hacer", "Write where to go or what to do"],
  results: ["Resultados", "Results"],
  goTo: ["Ir a", "Go to"],
  settings: ["Ajustes", "Settings"],
  you: ["Tú", "You"],
  search: ["Buscar", "Search"],
  searchFor: [
    (what: string) => `Buscar «${what}» en los chats`,
    (what: string) => `Search “${what}” in the chats`,
  ],
  themeTo: [(name: string) => `Tema: ${name}`, (name: string) => `Theme: ${name}`],
  languageTo: [(name: string) => `Idioma: ${name}`, (name: string) => `Language: ${name}`],
  viewWords: ["bandeja vista", "inbox view"],
  tenantWords: ["empresa tenant cliente", "company tenant customer"],
  themeWords: ["apariencia color modo", "appearance colour mode"],
  leaveWords: ["cerrar sesión desconectar", "sign out leave"],
} as const satisfies Catalogue;
