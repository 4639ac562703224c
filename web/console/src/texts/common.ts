// What is said everywhere: problems, the connection, days.
import type { Pairs } from "./pairs";

export const commonTexts = {
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
  pageFailed: ["No se pudo cargar esta página", "This page could not be loaded"],
  pageFailedHelp: [
    "Puede que haya una versión nueva. Al recargar se carga.",
    "There may be a new version. Reloading brings it.",
  ],
  reload: ["Recargar", "Reload"],
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
  // Days
  today: ["Hoy", "Today"],
  yesterday: ["Ayer", "Yesterday"],
  // Forms
  nothingCalledSo: ["Nada se llama así", "Nothing is called so"],
  typeToConfirm: [
    (name: string) => `Escribe «${name}» para confirmar`,
    (name: string) => `Type “${name}” to confirm`,
  ],
  save: ["Guardar", "Save"],
  saving: ["Guardando…", "Saving…"],
  saved: ["Guardado", "Saved"],
  remove: ["Quitar", "Remove"],
  edit: ["Editar", "Edit"],
  create: ["Crear", "Create"],
  undo: ["Deshacer", "Undo"],
  none: ["Nadie", "Nobody"],
  all: ["Todos", "All"],
  name: ["Nombre", "Name"],
  color: ["Color", "Colour"],
  more: ["Más", "More"],
  // Ranges
  rangeToday: ["Hoy", "Today"],
  range7: ["7 días", "7 days"],
  range30: ["30 días", "30 days"],
  rangeMonth: ["Este mes", "This month"],
  rangeOwn: ["Entre fechas", "Between dates"],
  rangeFrom: ["Desde", "From"],
  rangeTo: ["Hasta", "To"],
} as const satisfies Pairs;
