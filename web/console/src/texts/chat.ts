// One chat, and what opens over it.
import type { Pairs } from "./pairs";

export const chatTexts = {
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
} as const satisfies Pairs;
