// Office hours in the settings.
import type { Pairs } from "../../texts/pairs";

export const hoursTexts = {
  title: ["Horario", "Office hours"],
  about: [
    "Cuándo hay alguien. Fuera de él los clientes pueden escribir igual, y leen cuándo volvéis.",
    "When somebody is there. Out of it clients can write all the same, and read when you are back.",
  ],
  always: ["Siempre", "Always"],
  within: ["Con horario", "By hours"],
  asEveryone: ["El de todos", "As everyone"],
  own: ["Uno propio", "Its own"],
  mode: ["Cuándo atendéis", "When you are there"],
  days: [
    ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"] as string[],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as string[],
  ],
  closed: ["Cerrado", "Closed"],
  fromOf: [(day: string) => `${day}, desde`, (day: string) => `${day}, from`],
  toOf: [(day: string) => `${day}, hasta`, (day: string) => `${day}, to`],
  addSpan: [(day: string) => `Añadir un tramo, ${day}`, (day: string) => `Add hours, ${day}`],
  removeSpan: [(day: string) => `Quitar el tramo, ${day}`, (day: string) => `Remove hours, ${day}`],
  wrong: [
    "Cada tramo acaba después de empezar, y empieza después del anterior.",
    "Each ends after it begins, and begins after the one before.",
  ],
  copyMonday: ["Como el lunes, de martes a viernes", "As on Monday, Tuesday to Friday"],
  holidays: ["Festivos", "Holidays"],
  add: ["Añadir", "Add"],
  removeHoliday: [(day: string) => `Quitar ${day}`, (day: string) => `Remove ${day}`],
  outside: ["Fuera de horario", "Out of hours"],
  outsideAbout: [
    "Lo que lee quien abre el panel entonces. Vacío: nuestras palabras, con la hora a la que volvéis.",
    "What one reads on opening the panel then. Empty: our words, with when you are back.",
  ],
} as const satisfies Pairs;
