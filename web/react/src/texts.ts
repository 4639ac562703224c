// Every word that the panel shows, in each language. A third language is one more object here.

export const es = {
  title: "Soporte",
  open: "Escribir a soporte",
  openUnread: (n: number) =>
    n === 1
      ? "Escribir a soporte, 1 mensaje sin leer"
      : `Escribir a soporte, ${n} mensajes sin leer`,
  close: "Cerrar el panel",
  back: "Volver al chat",
  backToList: "Volver a la lista",
  online: "En línea",
  away: "Ahora no hay nadie conectado",
  connecting: "Conectando",
  reconnecting: (n: number, max: number) => `Reconectando, intento ${n}/${max}`,
  offline: "Sin conexión",
  slow: "Lo que escribas se enviará al volver la conexión.",
  retry: "Reintentar",
  refused: {
    no_autenticado: "Tu sesión terminó. Vuelve a entrar para seguir.",
    prohibido: "No tienes acceso a este chat.",
    no_encontrado: "Este chat no está disponible aquí.",
    protocolo: "Esta página está desactualizada. Vuelve a cargarla.",
  },
  log: "Mensajes con soporte",
  emptyTitle: "¿En qué te ayudamos?",
  emptyOnline: "Escribe y te respondemos aquí.",
  emptyAway: "Deja tu mensaje. Te respondemos aquí en cuanto volvamos.",
  loading: "Cargando mensajes",
  loadFailed: "No pudimos cargar los mensajes.",
  earlier: "Ver mensajes anteriores",
  newMessages: "Mensajes nuevos",
  composer: "Escribe a soporte",
  send: "Enviar",
  about: "Sobre",
  left: (n: number) => (n < 0 ? `Sobran ${-n} caracteres` : `Quedan ${n} caracteres`),
  sending: "Enviando",
  queued: "Se enviará al volver la conexión",
  read: "leído",
  you: "Tú",
  failed: "No se envió.",
  edit: "Editar",
  reasons: {
    datos_invalidos: "El mensaje no es válido.",
    demasiado_grande: "Es demasiado largo.",
    prohibido: "No tienes permiso.",
  } as Record<string, string>,
  typing: (nombre: string) => `${nombre} está escribiendo`,
  closed: "Soporte cerró este chat",
  closeReasons: {
    resuelto: "resuelto",
    sin_respuesta: "sin respuesta",
    duplicado: "duplicado",
  } as Record<string, string>,
  goOn: "Puedes seguir escribiendo cuando quieras.",
  newChat: "Nuevo chat",
  closedNotice: "El chat fue cerrado por soporte. Se creará uno nuevo cuando vuelvas a escribir.",
  dismiss: "Cerrar el aviso",
  history: "Chats anteriores",
  historyEmpty: "Aún no tienes chats anteriores.",
  historyFailed: "No pudimos cargar tus chats.",
  more: "Ver más",
  stillOpen: "abierto",
  today: "Hoy",
  yesterday: "Ayer",
};

export type Texts = typeof es;

const en: Texts = {
  title: "Support",
  open: "Message support",
  openUnread: (n) =>
    n === 1 ? "Message support, 1 unread message" : `Message support, ${n} unread messages`,
  close: "Close the panel",
  back: "Back to the chat",
  backToList: "Back to the list",
  online: "Online",
  away: "Nobody is here right now",
  connecting: "Connecting",
  reconnecting: (n, max) => `Reconnecting, attempt ${n}/${max}`,
  offline: "No connection",
  slow: "What you write will be sent when the connection is back.",
  retry: "Try again",
  refused: {
    no_autenticado: "Your session has ended. Log in again to go on.",
    prohibido: "You have no access to this chat.",
    no_encontrado: "This chat is not available here.",
    protocolo: "This page is out of date. Load it again.",
  },
  log: "Messages with support",
  emptyTitle: "How can we help?",
  emptyOnline: "Write to us and we answer here.",
  emptyAway: "Leave your message. We answer here as soon as we are back.",
  loading: "Loading messages",
  loadFailed: "The messages could not be loaded.",
  earlier: "Show earlier messages",
  newMessages: "New messages",
  composer: "Write to support",
  send: "Send",
  about: "About",
  left: (n) => (n < 0 ? `${-n} characters too many` : `${n} characters left`),
  sending: "Sending",
  queued: "Will be sent when the connection is back",
  read: "read",
  you: "You",
  failed: "Not sent.",
  edit: "Edit",
  reasons: {
    datos_invalidos: "The message is not valid.",
    demasiado_grande: "It is too long.",
    prohibido: "You are not allowed to.",
  },
  typing: (nombre) => `${nombre} is typing`,
  closed: "Support closed this chat",
  closeReasons: { resuelto: "solved", sin_respuesta: "no answer", duplicado: "duplicate" },
  goOn: "You can go on writing whenever you like.",
  newChat: "New chat",
  closedNotice: "Support closed the chat. A new one starts when you write again.",
  dismiss: "Dismiss",
  history: "Earlier chats",
  historyEmpty: "You have no earlier chats yet.",
  historyFailed: "Your chats could not be loaded.",
  more: "Show more",
  stillOpen: "open",
  today: "Today",
  yesterday: "Yesterday",
};

const CATALOGUE = { es, en } as const;

export type Idioma = keyof typeof CATALOGUE;

export function textsFor(idioma: Idioma): Texts {
  return CATALOGUE[idioma];
}

/** The language asked for, else the page's, else the browser's, else Spanish. */
export function idiomaFor(wanted?: string | null): Idioma {
  const page = typeof document === "undefined" ? "" : document.documentElement.lang;
  const browser = typeof navigator === "undefined" ? "" : navigator.language;
  for (const tag of [wanted, page, browser]) {
    const short = tag?.slice(0, 2).toLowerCase();
    if (short && short in CATALOGUE) return short as Idioma;
  }
  return "es";
}
