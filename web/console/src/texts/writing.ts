// What agents write: answers, notes, canned replies; and what else they do in a chat.
import type { Pairs } from "./pairs";

export const writingTexts = {
  // Composer
  tabs: ["Qué escribes", "What you write"],
  tabReply: ["Responder", "Reply"],
  tabNote: ["Nota interna", "Internal note"],
  unsentHere: ["sin enviar", "not sent"],
  writeNote: ["Escribe una nota para el equipo", "Write a note for the team"],
  onlyTeam: ["Solo el equipo la ve", "Only the team sees it"],
  replyPlaceholder: [
    (who: string) => `Escribe a ${who}. «/» para respuestas rápidas`,
    (who: string) => `Write to ${who}. “/” for canned replies`,
  ],
  notePlaceholder: [
    "Escribe al equipo. «@» para avisar a alguien",
    "Write to the team. “@” to call someone",
  ],
  saveNote: ["Guardar nota", "Save note"],
  savingNote: ["Guardando…", "Saving…"],
  noteNotSaved: ["La nota no se guardó.", "The note was not saved."],
  enterSends: ["Intro envía", "Enter sends"],
  enterSaves: ["Intro guarda", "Enter saves"],
  attach: ["Adjuntar archivos", "Attach files"],
  canned: ["Respuestas rápidas", "Canned replies"],
  dropHere: ["Suelta aquí para adjuntar", "Drop here to attach"],
  noValue: [
    (names: string) => `Sin valor para este cliente: ${names}. Se enviará tal cual.`,
    (names: string) => `No value for this customer: ${names}. It will be sent as it is.`,
  ],
  readOnly: ["Tu rol no te deja responder en este chat.", "Your role does not let you reply here."],
  // Files
  files: ["Archivos adjuntos", "Attached files"],
  uploading: [(part: string) => `Subiendo, ${part}`, (part: string) => `Uploading, ${part}`],
  removeFile: [(name: string) => `Quitar ${name}`, (name: string) => `Remove ${name}`],
  retryFile: [(name: string) => `Reintentar ${name}`, (name: string) => `Try ${name} again`],
  fileTooBig: ["Pasa de 10 MiB", "Over 10 MiB"],
  tooManyFiles: ["Caben 10 en un mensaje", "A message holds 10"],
  fileFailed: ["No se subió", "Not uploaded"],
  // Looking up
  noCanned: ["Ninguna respuesta rápida se llama así.", "No canned reply is called that."],
  noCannedYet: [
    "Aún no hay respuestas rápidas. Se crean en Ajustes.",
    "There are no canned replies yet. Make them in Settings.",
  ],
  own: ["tuya", "yours"],
  preview: ["Así quedará", "How it will read"],
  noPerson: ["Nadie del equipo se llama así.", "Nobody in the team is called that."],
  team: ["Equipo", "Team"],
  // Notes
  note: ["Nota interna", "Internal note"],
  noteMeta: ["solo el equipo la ve", "only the team sees it"],
  noteEdited: ["cambiada", "edited"],
  noteGone: [(who: string) => `${who} retiró una nota`, (who: string) => `${who} took a note back`],
  youNoteGone: ["Retiraste una nota", "You took a note back"],
  editNote: ["Cambiar", "Edit"],
  removeNote: ["Retirar", "Take back"],
  noteActions: ["Qué hacer con esta nota", "What to do with this note"],
  save: ["Guardar", "Save"],
  // Who is here
  alsoViewing: [
    (who: string) => `${who} también está viendo este chat`,
    (who: string) => `${who} is looking at this chat too`,
  ],
  alsoViewingMany: [
    (who: string) => `${who} también están viendo este chat`,
    (who: string) => `${who} are looking at this chat too`,
  ],
  colleagueWrites: [
    (who: string) => `${who} está respondiendo…`,
    (who: string) => `${who} is replying…`,
  ],
  // Header
  more: ["Más acciones", "More actions"],
  take: ["Tomar", "Take it"],
  mine: ["Tuyo", "Yours"],
  assignedTo: [
    (who: string) => `De ${who}. Asignar a…`,
    (who: string) => `With ${who}. Assign to…`,
  ],
  transferNote: ["Nota para quien lo recibe", "Note for whoever gets it"],
  transferNoteHelp: ["Opcional. Solo el equipo la ve.", "Optional. Only the team sees it."],
  transferDo: ["Pasar", "Pass on"],
  tags: ["Etiquetas", "Tags"],
  addTag: ["Etiquetar", "Tag"],
  noTags: ["Sin etiquetas", "No tags"],
  keyNote: ["Escribir una nota", "Write a note"],
  keyTake: ["Tomar el chat", "Take the chat"],
  keyAssign: ["Asignar el chat", "Assign the chat"],
  keyTags: ["Etiquetar el chat", "Tag the chat"],
  chatGroup: ["Este chat", "This chat"],
  plan: ["Plan", "Plan"],
  important: ["Importante", "Important"],
  tenantPage: ["Ficha", "About"],
  taken: ["Ahora es tuyo", "It is yours now"],
  transfer: ["Pasar a…", "Pass on to…"],
  copyLink: ["Copiar enlace", "Copy link"],
  linkCopied: ["Enlace copiado", "Link copied"],
  block: [(who: string) => `Bloquear a ${who}`, (who: string) => `Block ${who}`],
  unblock: [(who: string) => `Desbloquear a ${who}`, (who: string) => `Unblock ${who}`],
  // Blocking
  blockTitle: [(who: string) => `Bloquear a ${who}`, (who: string) => `Block ${who}`],
  blockHelp: [
    "Lo que escriba se rechazará en todos sus chats. No se borra nada, y puedes desbloquear cuando quieras.",
    "What they write will be refused in all their chats. Nothing is deleted, and you can unblock at any time.",
  ],
  blockWhy: ["Motivo", "Reason"],
  blockWhyHelp: ["Opcional. Solo el equipo lo ve.", "Optional. Only the team sees it."],
  blockDo: ["Bloquear", "Block"],
  blocked: [
    (who: string) => `${who} ya no puede escribir`,
    (who: string) => `${who} can no longer write`,
  ],
  unblocked: [
    (who: string) => `${who} puede escribir otra vez`,
    (who: string) => `${who} can write again`,
  ],
  isBlocked: [
    (who: string) => `${who} no puede escribir.`,
    (who: string) => `${who} cannot write.`,
  ],
  blockedBy: [
    (who: string, when: string) => `Bloqueo de ${who}, ${when}`,
    (who: string, when: string) => `Blocked by ${who}, ${when}`,
  ],
  blockedTag: ["Bloqueado", "Blocked"],
  unblockDo: ["Desbloquear", "Unblock"],
  // Taking a close back
  undoClose: ["Deshacer: abrir otro chat", "Undo: open another chat"],
  goOn: ["Abrir otro chat", "Open another chat"],
  resumeTitle: [
    (who: string) => `Seguir con ${who} en un chat nuevo`,
    (who: string) => `Go on with ${who} in a new chat`,
  ],
  resumeHelp: [
    "El chat cerrado se queda como está. Este empieza con tu mensaje.",
    "The closed chat stays as it is. This one begins with your message.",
  ],
  resumeThere: [
    (who: string) => `${who} ya tiene otro chat abierto: tu mensaje irá ahí.`,
    (who: string) => `${who} already has another open chat: your message goes there.`,
  ],
  resumeMessage: ["Tu mensaje", "Your message"],
  resumeDo: ["Enviar y abrir", "Send and open"],
} as const satisfies Pairs;
