// The words of the settings' frame; a section keeps its own beside it.
import type { Catalogue, Words } from "../texts";

export const settingsTexts = {
  title: ["Ajustes", "Settings"],
  sections: ["Secciones", "Sections"],
  groupYou: ["Tú", "You"],
  groupTeam: ["Equipo", "Team"],
  groupChats: ["Atención", "Support"],
  groupPlatform: ["Plataforma", "Platform"],
  preferences: ["Preferencias", "Preferences"],
  preferencesHelp: ["Valen para este navegador.", "They hold for this browser."],
  shortcuts: ["Teclas", "Keys"],
  missing: ["Esta sección no existe, o no es para ti", "There is no such section, or not for you"],
  missingHelp: ["Elige otra de la lista.", "Pick another one from the list."],
} as const satisfies Catalogue;

export type SettingsTexts = Words<typeof settingsTexts>;
