// Spanish. A language is one file like this one, beside it; nothing else has to know of it.

const close = "Cerrar el panel";
const retry = "Reintentar";

/** What stands on the page before the panel is opened. */
export const launcher = {
  open: "Escribir a soporte",
  openUnread: (n: number) =>
    n === 1
      ? "Escribir a soporte, 1 mensaje sin leer"
      : `Escribir a soporte, ${n} mensajes sin leer`,
  close,
  retry,
  closedNotice: "El chat fue cerrado por soporte. Se creará uno nuevo cuando vuelvas a escribir.",
  dismiss: "Cerrar el aviso",
  /** The panel itself did not arrive. */
  openFailed: "No pudimos abrir el chat. Pulsa para reintentar.",
};

/** What the panel says. */
export const panel = {
  close,
  retry,
  title: "Soporte",
  online: "En línea",
  away: "Ahora no hay nadie",
  connecting: "Conectando",
  reconnecting: (n: number, max: number) => `Reconectando, intento ${n}/${max}`,
  offline: "Sin conexión",
  log: "Mensajes con soporte",
  emptyTitle: "¿En qué te ayudamos?",
  emptyOnline: "Escribe y te respondemos aquí.",
  emptyAway: "Deja tu mensaje. Te respondemos aquí en cuanto volvamos.",
  loading: "Cargando mensajes",
  loadFailed: "No pudimos cargar los mensajes.",
  earlier: "Ver mensajes anteriores",
  newMessages: "Mensajes nuevos",
  toEnd: "Ir al final",
  composer: "Escribe a soporte",
  send: "Enviar",
  attach: "Adjuntar archivos",
  filesFailed: "No pudimos cargar los archivos.",
  about: "Sobre",
  left: (n: number) => (n < 0 ? `Sobran ${-n} caracteres` : `Quedan ${n} caracteres`),
  sending: "Enviando",
  queued: "Se enviará al volver la conexión",
  held: "Sin enviar todavía",
  read: "leído",
  you: "Tú",
  settings: "Avisos",
  newChat: "Nuevo chat",
  history: "Chats anteriores",
  historyFailed: "No pudimos cargar tus chats.",
  today: "Hoy",
  yesterday: "Ayer",
};

/** What is said by the parts that are fetched when they are wanted. */
export const later = {
  line: {
    slow: "Lo que escribas se enviará al volver la conexión.",
    refused: {
      no_autenticado: "Tu sesión terminó. Vuelve a entrar para seguir.",
      prohibido: "No tienes acceso a este chat.",
      no_encontrado: "Este chat no está disponible aquí.",
      protocolo: "Esta página está desactualizada. Vuelve a cargarla.",
    },
  },
  refused: {
    failed: "No se envió.",
    edit: "Editar",
    reasons: {
      datos_invalidos: "El mensaje no es válido.",
      demasiado_grande: "Es demasiado largo.",
      prohibido: "No tienes permiso.",
      bloqueado: "Soporte ha dejado de recibir tus mensajes.",
    } as Record<string, string>,
  },
  closed: {
    byWhom: "Soporte cerró este chat",
    reasons: {
      resuelto: "resuelto",
      sin_respuesta: "sin respuesta",
      duplicado: "duplicado",
    } as Record<string, string>,
    goOn: "Puedes seguir escribiendo cuando quieras.",
  },
  typing: (nombre: string) => `${nombre} está escribiendo`,
  hours: {
    today: (time: string) => `Volvemos hoy a las ${time}.`,
    tomorrow: (time: string) => `Volvemos mañana a las ${time}.`,
    onDay: (day: string, time: string) => `Volvemos el ${day} a las ${time}.`,
    closed: "Ahora estamos fuera de horario.",
    write: "Escribe y te respondemos aquí.",
  },
  rating: {
    ask: "¿Cómo fue?",
    score: (n: number) => (n === 1 ? "1 de 5, mal" : n === 5 ? "5 de 5, muy bien" : `${n} de 5`),
    skip: "Ahora no",
    noted: "Gracias. Si quieres, cuéntanos más.",
    comment: "Qué fue bien, qué no",
    send: "Enviar comentario",
    thanks: "Gracias por contárnoslo.",
    failed: "No pudimos guardarlo.",
  },
  alerts: {
    sound: "Sonido al recibir un mensaje",
    browser: "Avisos del navegador",
    blocked: "Tu navegador los tiene bloqueados para esta página.",
  },
  history: {
    back: "Volver al chat",
    backToList: "Volver a la lista",
    empty: "Aún no tienes chats anteriores.",
    onlyFiles: "Archivos",
    more: "Ver más",
    stillOpen: "abierto",
  },
  files: {
    dropHere: "Suelta aquí para adjuntar",
    list: "Archivos para enviar",
    remove: (nombre: string) => `Quitar ${nombre}`,
    retry: (nombre: string) => `Reintentar ${nombre}`,
    uploading: (nombre: string) => `Subiendo ${nombre}`,
    uploaded: (nombre: string) => `Subido ${nombre}`,
    sendsWhenUploaded: "Se enviará al terminar de subir",
    screenshot: "captura",
    tooBig: (limit: string) => `Demasiado grande: el límite es ${limit}`,
    tooMany: (n: number) => `Caben ${n} archivos en un mensaje`,
    empty: "Está vacío",
    unreadable: "Esta imagen no se puede leer",
    notUploaded: "No se pudo subir",
    reasons: {
      sin_conexion: "Sin conexión: se subirá al volver",
      interrumpido: "Se interrumpió. Añádelo otra vez",
      datos_invalidos: "Este tipo de archivo no se admite",
      no_autenticado: "Tu sesión terminó. Vuelve a entrar",
      prohibido: "No tienes permiso",
    } as Record<string, string>,
    image: (nombre: string) => `imagen ${nombre}`,
    file: (nombre: string) => `archivo ${nombre}`,
    download: "Descargar",
    downloading: "Descargando",
    downloadFailed: "No se descargó. Reintentar",
    imageFailed: "No se pudo cargar",
    gone: "Ya no está disponible",
    closeImage: "Cerrar la imagen",
    realSize: "Tamaño real",
  },
};
