// Every text of the console, Spanish first, English second. A text that needs values is a function.
import { createContext, useContext } from "react";

const catalogue = {
  // Log in
  loginTitle: ["Entra para atender", "Log in to answer"],
  loginUser: ["Usuario", "Username"],
  loginPassword: ["Contraseña", "Password"],
  loginSubmit: ["Entrar", "Log in"],
  loginWorking: ["Entrando…", "Logging in…"],
  loginWrong: [
    "El usuario o la contraseña no son correctos.",
    "The username or the password is wrong.",
  ],
  loginTooMany: [
    "Demasiados intentos seguidos. Espera un minuto y vuelve a probar.",
    "Too many attempts. Wait a minute and try again.",
  ],
  loginSecondStep: [
    "Tu cuenta pide un segundo paso que esta consola aún no ofrece. Pide ayuda a quien la administra.",
    "Your account asks for a second step that this console does not offer yet. Ask whoever runs it.",
  ],
  loginNotAgent: [
    "Esta cuenta no es de un agente. Entra con otra.",
    "This account is not an agent's. Use another one.",
  ],
  loginFillUser: ["Escribe tu usuario.", "Write your username."],
  loginFillPassword: ["Escribe tu contraseña.", "Write your password."],
  loginExpired: ["Tu sesión terminó. Entra otra vez.", "Your session has ended. Log in again."],
  logout: ["Salir", "Log out"],
  // Problems
  problemOffline: [
    "No se pudo llegar al servidor. Comprueba tu conexión.",
    "The server could not be reached. Check your connection.",
  ],
  problemServer: [
    "El servidor no pudo responder. Prueba otra vez en un momento.",
    "The server could not answer. Try again in a moment.",
  ],
  problemForbidden: ["No tienes permiso para esto.", "You may not do this."],
  problemTooBig: ["Es demasiado largo: parte el mensaje.", "It is too long: split the message."],
  retry: ["Reintentar", "Try again"],
  // Connection
  offline: ["Sin conexión.", "Offline."],
  connecting: ["Conectando…", "Connecting…"],
  reconnecting: [
    (attempt: number, max: number) => `Reconectando, intento ${attempt}/${max}`,
    (attempt: number, max: number) => `Reconnecting, attempt ${attempt}/${max}`,
  ],
  reconnectingSlowly: ["Seguimos intentándolo cada 30 s.", "Trying again every 30 s."],
  connectionRefused: [
    "El servidor no acepta esta conexión. Los chats no se actualizan solos.",
    "The server refuses this connection. Chats do not update by themselves.",
  ],
  retryNow: ["Reintentar ahora", "Try now"],
  // Views
  navViews: ["Vistas", "Views"],
  navTenants: ["Empresas", "Companies"],
  viewOpen: ["Abiertos", "Open"],
  viewWaiting: ["Nos esperan", "Waiting for us"],
  viewClosed: ["Cerrados", "Closed"],
  menu: ["Menú", "Menu"],
  account: ["Tu cuenta", "Your account"],
  theme: ["Tema", "Theme"],
  themeAuto: ["Auto", "Auto"],
  themeLight: ["Claro", "Light"],
  themeDark: ["Oscuro", "Dark"],
  language: ["Idioma", "Language"],
  // Inbox
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
  you: ["Tú", "You"],
  attachment: ["Adjunto", "Attachment"],
  openPicture: [
    (nombre: string) => `Abrir la imagen ${nombre}`,
    (nombre: string) => `Open the picture ${nombre}`,
  ],
  rated: [(n: number) => `${n} de 5`, (n: number) => `${n} of 5`],
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
  loadMore: ["Cargar más", "Load more"],
  loading: ["Cargando…", "Loading…"],
  pickChat: ["Elige un chat de la lista", "Pick a chat from the list"],
  reaperturaToast: [
    (who: string) => `${who} vuelve tras el cierre`,
    (who: string) => `${who} is back after a close`,
  ],
  open: ["Abrir", "Open"],
  // Chat
  chatNumber: [(id: number) => `chat ${id}`, (id: number) => `chat ${id}`],
  backToInbox: ["Volver a la bandeja", "Back to the inbox"],
  details: ["Detalles", "Details"],
  closeShort: ["Cerrar", "Close"],
  closeChat: ["Cerrar chat", "Close chat"],
  messagesWith: [(who: string) => `Mensajes con ${who}`, (who: string) => `Messages with ${who}`],
  loadEarlier: ["Ver mensajes anteriores", "Show earlier messages"],
  newMessages: ["Mensajes nuevos", "New messages"],
  read: ["leído", "read"],
  sent: ["enviado", "sent"],
  sending: ["Enviando…", "Sending…"],
  notSent: ["No se envió.", "Not sent."],
  discard: ["Descartar", "Discard"],
  typing: [(who: string) => `${who} está escribiendo…`, (who: string) => `${who} is typing…`],
  chatFailed: ["No se pudo abrir este chat", "This chat could not be opened"],
  chatNotFound: ["Este chat no existe", "There is no such chat"],
  chatNotFoundHelp: [
    "Puede que el enlace esté mal copiado. Búscalo en la bandeja.",
    "The link may be incomplete. Look for it in the inbox.",
  ],
  system: ["Sistema", "System"],
  bot: ["Bot", "Bot"],
  // Context
  fromScreen: ["Desde", "From"],
  onScreen: [(screen: string) => `en ${screen}`, (screen: string) => `in ${screen}`],
  opensNewTab: ["se abre en otra pestaña", "opens in a new tab"],
  // Earlier chats
  earlierChat: [(id: number) => `Chat anterior ${id}`, (id: number) => `Earlier chat ${id}`],
  byYou: ["ti", "you"],
  closedHow: [
    (who: string | null, when: string) => (who ? ` por ${who}` : "") + (when ? `, ${when}` : ""),
    (who: string | null, when: string) => (who ? ` by ${who}` : "") + (when ? `, ${when}` : ""),
  ],
  see: ["Ver", "View"],
  openChat: [(id: number) => `Abrir el chat ${id}`, (id: number) => `Open chat ${id}`],
  closePanel: ["Cerrar panel", "Close panel"],
  // Composer
  writeTo: [(who: string) => `Escribe a ${who}`, (who: string) => `Write to ${who}`],
  reply: ["Responder", "Reply"],
  send: ["Enviar", "Send"],
  sendHint: ["Intro envía, Mayús+Intro salta de línea", "Enter sends, Shift+Enter breaks the line"],
  tooLong: [
    (over: number) => `Sobran ${over} caracteres`,
    (over: number) => `${over} characters too many`,
  ],
  // Closed
  chatIsClosedHow: [(how: string) => `Cerrado: ${how}`, (how: string) => `Closed: ${how}`],
  chatIsClosed: ["Este chat está cerrado", "This chat is closed"],
  closedHelp: [
    "Si la persona vuelve a escribir, se abre un chat nuevo.",
    "If the person writes again, a new chat opens.",
  ],
  wroteAgain: [
    (who: string, id: number) => `${who} ha vuelto a escribir: chat ${id}.`,
    (who: string, id: number) => `${who} has written again: chat ${id}.`,
  ],
  goThere: ["Ir a ese chat", "Go to that chat"],
  unsentDraft: [
    "El chat se cerró y esto no se envió:",
    "The chat was closed and this was not sent:",
  ],
  carryDraft: ["Llevarlo al chat nuevo", "Take it to the new chat"],
  copy: ["Copiar", "Copy"],
  copied: ["Copiado", "Copied"],
  // Close dialog
  closeTitle: [
    (who: string) => `Cerrar el chat con ${who}`,
    (who: string) => `Close the chat with ${who}`,
  ],
  closeHelp: [
    "Queda cerrado para siempre. Si vuelve a escribir, se abre otro.",
    "It stays closed for good. If they write again, another one opens.",
  ],
  closeReason: ["Razón", "Reason"],
  closeMessage: ["Último mensaje", "Last message"],
  closeMessageHelp: [
    "Opcional. Lo verá al cerrarse el chat.",
    "Optional. Shown when the chat closes.",
  ],
  closing: ["Cerrando…", "Closing…"],
  cancel: ["Cancelar", "Cancel"],
  staleTitle: [
    (who: string) => `${who} ha escrito mientras cerrabas`,
    (who: string) => `${who} wrote while you were closing`,
  ],
  closeAnyway: ["Cerrar de todos modos", "Close anyway"],
  backToChat: ["Volver al chat", "Back to the chat"],
  chatClosed: ["Chat cerrado", "Chat closed"],
  reasons: [
    {
      resuelto: "resuelto",
      sin_respuesta: "sin respuesta",
      duplicado: "duplicado",
      spam: "spam",
      otro: "otro motivo",
    } as Record<string, string>,
    {
      resuelto: "solved",
      sin_respuesta: "no answer",
      duplicado: "duplicate",
      spam: "spam",
      otro: "other reason",
    } as Record<string, string>,
  ],
  closedPlain: ["cerrado", "closed"],
  // Side panel
  person: ["Persona", "Person"],
  company: ["Su empresa", "Their company"],
  clienteOf: [
    (id: string, tenant: string) => `Cliente ${id} en ${tenant}`,
    (id: string, tenant: string) => `Customer ${id} at ${tenant}`,
  ],
  email: ["Correo", "E-mail"],
  firstChat: ["Primer chat", "First chat"],
  tenantClear: ["quitar el filtro", "remove the filter"],
  dismiss: ["Quitar", "Dismiss"],
  notices: ["Avisos", "Notices"],
  tenantName: ["Nombre", "Name"],
  tenantSlug: ["Espacio", "Workspace"],
  tenantOpen: ["Abiertos", "Open"],
  earlierChats: ["Chats anteriores", "Earlier chats"],
  noEarlierChats: ["Es su primer chat.", "This is their first chat."],
  stillOpen: ["abierto", "open"],
  // Keys
  keys: ["Teclas", "Keys"],
  keyMove: ["Bajar y subir por la lista", "Move down and up the list"],
  keyOpen: ["Abrir el chat", "Open the chat"],
  keyReply: ["Responder", "Reply"],
  keyClose: ["Cerrar el chat", "Close the chat"],
  keySearch: ["Buscar", "Search"],
  keyBack: ["Volver", "Go back"],
  keyHelp: ["Esta lista", "This list"],
  enterKey: ["Intro", "Enter"],
  or: ["o", "or"],
  // Days
  today: ["Hoy", "Today"],
  yesterday: ["Ayer", "Yesterday"],
} as const satisfies Record<string, readonly [unknown, unknown]>;

type Catalogue = typeof catalogue;
type Widen<T> = T extends string ? string : T;
export type Texts = { readonly [K in keyof Catalogue]: Widen<Catalogue[K][0]> };
export type Language = "es" | "en";

const PLACE = { es: 0, en: 1 } as const;

export function textsIn(language: Language): Texts {
  const entries = Object.entries(catalogue).map(([key, pair]) => [key, pair[PLACE[language]]]);
  return Object.fromEntries(entries) as Texts;
}

export const LanguageContext = createContext<{ language: Language; t: Texts }>({
  language: "es",
  t: textsIn("es"),
});

export const useTexts = (): Texts => useContext(LanguageContext).t;

export const useLanguage = (): Language => useContext(LanguageContext).language;

/** The reason of a close as a word; one that the platform has added speaks for itself. */
export const reasonWord = (t: Texts, reason: string | null): string =>
  reason === null ? t.closedPlain : (t.reasons[reason] ?? reason.replaceAll("_", " "));

/** What went wrong and what to do about it. */
export function problemText(t: Texts, codigo: string): string {
  if (codigo === "sin_conexion") return t.problemOffline;
  if (codigo === "prohibido") return t.problemForbidden;
  if (codigo === "demasiado_grande" || codigo === "datos_invalidos") return t.problemTooBig;
  return t.problemServer;
}
