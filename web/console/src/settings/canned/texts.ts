// Canned replies in the settings.
import type { Pairs } from "../../texts/pairs";

export const cannedTexts = {
  title: ["Respuestas rápidas", "Canned replies"],
  about: [
    "Se buscan con «/» mientras se responde. Las compartidas las usa todo el equipo.",
    "Found with “/” while replying. Shared ones are for the whole team.",
  ],
  create: ["Nueva respuesta", "New reply"],
  edit: [(name: string) => `Cambiar ${name}`, (name: string) => `Edit ${name}`],
  none: ["Aún no hay ninguna", "There are none yet"],
  noneHelp: [
    "Guarda lo que escribes a menudo: un saludo, los pasos para algo, una disculpa.",
    "Keep what you write often: a greeting, the steps for something, an apology.",
  ],
  shortcut: ["Atajo", "Shortcut"],
  shortcutHelp: [
    "Lo que se escribe tras «/»: letras minúsculas sin tilde, cifras y guiones.",
    "What one types after “/”: small letters, digits and hyphens.",
  ],
  name: ["Título", "Title"],
  whose: ["De quién es", "Whose it is"],
  own: ["Solo mía", "Only mine"],
  shared: ["De todo el equipo", "The whole team's"],
  isOwn: ["Tuya", "Yours"],
  isShared: ["Compartida", "Shared"],
  languages: ["Idiomas", "Languages"],
  used: ["Usos", "Used"],
  text: ["Texto", "Text"],
  language: ["Idioma", "Language"],
  addLanguage: ["Añadir idioma", "Add a language"],
  otherLanguage: ["Otro (dos letras)", "Other (two letters)"],
  removeLanguage: ["Quitar este idioma", "Remove this language"],
  variables: ["Variables", "Variables"],
  variablesHelp: [
    "Se rellenan con los datos de cada cliente. Si falta alguno, se ve y se avisa.",
    "Filled in for each customer. Where one is missing it stays visible, and is pointed out.",
  ],
  preview: ["Vista previa con un cliente de ejemplo", "Preview with a made-up customer"],
  save: ["Guardar", "Save"],
  saved: ["Respuesta guardada", "Reply saved"],
  remove: ["Eliminar", "Delete"],
  removed: ["Respuesta eliminada", "Reply deleted"],
  removeTitle: [(name: string) => `Eliminar ${name}`, (name: string) => `Delete ${name}`],
  removeHelp: [
    "Lo que ya se envió con ella se queda como está.",
    "What was sent with it stays as it is.",
  ],
  taken: ["Ya hay una respuesta con ese atajo.", "There is a reply with that shortcut already."],
  badShortcut: ["Ese atajo no vale.", "That is no shortcut."],
  needsText: ["Escribe el texto.", "Write the text."],
} as const satisfies Pairs;

export const LANGUAGES: readonly (readonly [codigo: string, nombre: string])[] = [
  ["es", "Español"],
  ["en", "English"],
  ["ca", "Català"],
  ["gl", "Galego"],
  ["eu", "Euskara"],
  ["pt", "Português"],
  ["fr", "Français"],
  ["de", "Deutsch"],
  ["it", "Italiano"],
];

export const languageName = (codigo: string): string =>
  LANGUAGES.find(([each]) => each === codigo)?.[1] ?? codigo;

export const VARIABLES = [
  "cliente.nombre_pila",
  "cliente.nombre",
  "agente.nombre",
  "tenant.nombre",
  "chat.id",
  "cliente.atributos.plan",
];
