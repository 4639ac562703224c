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
} as const satisfies Pairs;
