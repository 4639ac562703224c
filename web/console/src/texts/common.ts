// Words that every part uses: problems and what to do, the connection, days, who speaks.
import type { Catalogue } from "./catalogue";

export const common = {
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
  you: ["Tú", "You"],
  attachment: ["Adjunto", "Attachment"],
  openPicture: [
    (nombre: string) => `Abrir la imagen ${nombre}`,
    (nombre: string) => `Open the picture ${nombre}`,
  ],
  rated: [(n: number) => `${n} de 5`, (n: number) => `${n} of 5`],
  loadMore: ["Cargar más", "Load more"],
  loading: ["Cargando…", "Loading…"],
  open: ["Abrir", "Open"],
  system: ["Sistema", "System"],
  bot: ["Bot", "Bot"],
  opensNewTab: ["se abre en otra pestaña", "opens in a new tab"],
  see: ["Ver", "View"],
  closePanel: ["Cerrar panel", "Close panel"],
  copy: ["Copiar", "Copy"],
  copied: ["Copiado", "Copied"],
  cancel: ["Cancelar", "Cancel"],
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
  dismiss: ["Quitar", "Dismiss"],
  notices: ["Avisos", "Notices"],
  enterKey: ["Intro", "Enter"],
  or: ["o", "or"],
  today: ["Hoy", "Today"],
  yesterday: ["Ayer", "Yesterday"],
} as const satisfies Catalogue;
