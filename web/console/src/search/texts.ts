// The words of the search page.
import type { Catalogue } from "../texts";

export const searchTexts = {
  title: ["Buscar", "Search"],
  box: ["Buscar en los chats", "Search the chats"],
  start: ["Escribe lo que buscas", "Write what you are looking for"],
  startHelp: [
    "Busca en los mensajes, las personas y las empresas que puedes ver.",
    "It looks in the messages, people and companies that you may see.",
  ],
} as const satisfies Catalogue;
