// The inbox and its lists.
import type { Catalogue } from "./catalogue";

export const inbox = {
  inbox: ["Bandeja", "Inbox"],
  inboxList: ["Lista de chats", "List of chats"],
  search: ["Buscar personas o últimas palabras", "Search people or last words"],
  searchClear: ["Quitar la búsqueda", "Clear the search"],
  chatsCount: [
    (n: string) => (n === "1" ? "1 chat" : `${n} chats`),
    (n: string) => (n === "1" ? "1 chat" : `${n} chats`),
  ],
  waitingCount: [
    (n: string) => (n === "1" ? "1 nos espera" : `${n} nos esperan`),
    (n: string) => `${n} waiting`,
  ],
  sortNewest: ["Más recientes", "Newest"],
  sortWaiting: ["Más espera primero", "Longest wait first"],
  changes: [
    (n: number) => (n === 1 ? "1 cambio" : `${n} cambios`),
    (n: number) => (n === 1 ? "1 change" : `${n} changes`),
  ],
  back: ["Vuelve tras el cierre", "Back after a close"],
  waitingFor: [(time: string) => `Espera ${time}`, (time: string) => `Waiting ${time}`],
  unread: [(n: number) => (n === 1 ? "1 sin leer" : `${n} sin leer`), (n: number) => `${n} unread`],
  emptyOpen: ["No hay chats abiertos", "No open chats"],
  emptyOpenHelp: [
    "Cuando alguien escriba, aparecerá aquí al momento.",
    "When someone writes, it shows up here at once.",
  ],
  emptyWaiting: ["Nadie nos espera", "Nobody is waiting"],
  emptyWaitingHelp: [
    "Todos los chats abiertos tienen respuesta.",
    "Every open chat has its answer.",
  ],
  emptyClosed: ["Aún no se ha cerrado ningún chat", "No chat has been closed yet"],
  emptyClosedHelp: [
    "Al cerrar un chat, queda aquí con su razón.",
    "A chat that you close stays here with its reason.",
  ],
  emptySearch: [(q: string) => `Nada con «${q}»`, (q: string) => `Nothing with “${q}”`],
  emptySearchHelp: [
    "Prueba con menos palabras o con otro nombre.",
    "Try fewer words or another name.",
  ],
  searchClosedToo: ["Buscar en los cerrados", "Search the closed ones"],
  searchOpenToo: ["Buscar en los abiertos", "Search the open ones"],
  inboxFailed: ["No se pudo cargar la bandeja", "The inbox could not be loaded"],
  pickChat: ["Elige un chat de la lista", "Pick a chat from the list"],
  tenantClear: ["quitar el filtro", "remove the filter"],
} as const satisfies Catalogue;
