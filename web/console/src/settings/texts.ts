// What the settings say around their sections.
import type { Pairs } from "../texts/pairs";

export const settingsTexts = {
  title: ["Ajustes", "Settings"],
  sections: ["Secciones", "Sections"],
  you: ["Tú", "You"],
  desk: ["La mesa", "The desk"],
  people: ["Personas", "People"],
  platform: ["Plataforma", "Platform"],
  pick: ["Elige qué ajustar", "Pick what to set"],
  notThere: [
    "Esta sección no existe, o no es para tu rol",
    "There is no such section, or your role may not see it",
  ],
  save: ["Guardar", "Save"],
  saved: ["Guardado", "Saved"],
  remove: ["Eliminar", "Delete"],
  edit: [(name: string) => `Cambiar ${name}`, (name: string) => `Edit ${name}`],
  name: ["Nombre", "Name"],
  color: ["Color", "Colour"],
  inSpanish: ["En español", "In Spanish"],
  inEnglish: ["En inglés", "In English"],
  once: ["Cópialo ahora: no se vuelve a mostrar.", "Copy it now: it is not shown again."],
  copy: ["Copiar", "Copy"],
  copied: ["Copiado", "Copied"],
  done: ["Hecho", "Done"],
  more: ["Ver más", "Show more"],
} as const satisfies Pairs;
