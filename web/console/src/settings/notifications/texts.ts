// The section of notifications.
import type { Pairs } from "../../texts/pairs";

export const notificationTexts = {
  title: ["Notificaciones", "Notifications"],
  about: [
    "Cómo te enteras de lo que pasa, con la consola delante o lejos de ella.",
    "How you hear of what happens, at the console or away from it.",
  ],
  // Events
  events: ["Qué te avisa", "What tells you"],
  event: ["Cuando…", "When…"],
  sound: ["Sonido", "Sound"],
  notification: ["Aviso", "Notice"],
  push: ["Push", "Push"],
  eventsHelp: [
    "El aviso es el del navegador, con la consola abierta y fuera de la vista. Push llega aunque la hayas cerrado, mientras estás ausente.",
    "A notice is the browser's, while the console is open and out of sight. Push arrives even where you closed it, while you are away.",
  ],
  nuevo: ["Entra un chat sin asignar", "A chat comes in unassigned"],
  mensaje: ["Escriben en un chat tuyo", "Someone writes in a chat of yours"],
  reapertura: ["Alguien vuelve tras el cierre", "Someone is back after a close"],
  asignado: ["Te asignan un chat", "A chat is assigned to you"],
  mencion: ["Te mencionan en una nota", "You are mentioned in a note"],
  sin_atender: ["Nadie atiende un chat", "Nobody takes a chat"],
  tone: ["Tono", "Tone"],
  hear: ["Escuchar", "Listen"],
  campana: ["Campana", "Bell"],
  gota: ["Gota", "Drop"],
  madera: ["Madera", "Wood"],
  doble: ["Doble", "Double"],
  escala: ["Escala", "Scale"],
  llamada: ["Llamada", "Call"],
  volume: ["Volumen", "Volume"],
  silent: ["Sin sonido", "Silent"],
  mutedHelp: [
    "Una empresa que silencias no suena ni avisa. Suena una sola pestaña.",
    "A company that you mute makes no sound and no notice. One tab alone sounds.",
  ],
  // This browser
  browser: ["Este navegador", "This browser"],
  notices: ["Avisos del navegador", "Browser notices"],
  noticesOn: ["Permitidos.", "Allowed."],
  noticesAsk: ["El navegador te preguntará.", "The browser will ask you."],
  allow: ["Permitir", "Allow"],
  denied: [
    "Este navegador los tiene bloqueados para esta página. Se cambia en el candado de la barra de direcciones.",
    "This browser blocks them for this page. Change it at the lock in the address bar.",
  ],
  unsupported: [
    "Este navegador no puede, o la página no llega por https.",
    "This browser cannot, or the page does not come by https.",
  ],
  pushHere: ["Push en este navegador", "Push in this browser"],
  pushOn: [
    "Llegan aquí cuando estás ausente o has cerrado la consola.",
    "They arrive here while you are away or have closed the console.",
  ],
  pushOff: ["No llegan aquí.", "They do not arrive here."],
  pushFailed: [
    "El navegador no ha podido suscribirse. Inténtalo otra vez.",
    "The browser could not subscribe. Try again.",
  ],
  turnOn: ["Activar", "Turn on"],
  turnOff: ["Desactivar", "Turn off"],
  test: ["Probar", "Test"],
  tested: ["Prueba enviada", "Test sent"],
  // Quiet hours
  calm: ["Horas de calma", "Quiet hours"],
  calmHelp: ["Sin sonidos, avisos ni push.", "No sounds, no notices, no push."],
  calmOn: ["Tener horas de calma", "Have quiet hours"],
  from: ["Desde", "From"],
  to: ["Hasta", "Until"],
  sameTime: ["Acaba a otra hora de la que empieza.", "End at another time than it begins."],
  zone: ["Zona horaria", "Time zone"],
  days: ["Días en que empiezan", "Days on which they begin"],
  dayNames: [
    { lun: "lun", mar: "mar", mie: "mié", jue: "jue", vie: "vie", sab: "sáb", dom: "dom" },
    { lun: "Mon", mar: "Tue", mie: "Wed", jue: "Thu", vie: "Fri", sab: "Sat", dom: "Sun" },
  ],
  // Digest
  digest: ["Resumen por correo", "E-mail digest"],
  digestHelp: [
    "Los chats que te esperan: los tuyos, los de tus equipos y los que nadie tiene. Si no espera ninguno, no hay correo.",
    "The chats that wait for you: yours, your teams' and nobody's. Where none waits there is no e-mail.",
  ],
  digestTo: [(correo: string) => `Va a ${correo}.`, (correo: string) => `It goes to ${correo}.`],
  noMail: [
    "Esta instalación no manda correos todavía: le falta EMAIL_URL.",
    "This installation sends no e-mail yet: EMAIL_URL is not set.",
  ],
  noAddress: [
    "Tu cuenta no tiene correo. Pide que te lo pongan.",
    "Your account has no e-mail address. Ask for one.",
  ],
  how: ["Cada cuánto", "How often"],
  nunca: ["Nunca", "Never"],
  hora: ["Cada hora", "Hourly"],
  dia: ["Cada día", "Daily"],
  at: ["A las", "At"],
  after: ["Minutos de espera", "Minutes of waiting"],
  afterHelp: [
    "Un chat entra en el resumen cuando lleva más tiempo esperando.",
    "A chat is in the digest once it has waited longer.",
  ],
  language: ["Idioma de push y correos", "Language of pushes and e-mails"],
  // Everyone
  everyone: ["Para todo el equipo", "For the whole team"],
  withText: ["Incluir lo que se escribe", "Include what is written"],
  withTextHelp: [
    "Push y correos llevan el comienzo del mensaje. Sin esto solo dicen quién y de qué empresa.",
    "Pushes and e-mails carry the beginning of the message. Without it they only say who, and from which company.",
  ],
} as const satisfies Pairs;
