// The rail, the account menu, the keys.
import type { Catalogue } from "./catalogue";

export const shell = {
  logout: ["Salir", "Log out"],
  navViews: ["Vistas", "Views"],
  navTenants: ["Empresas", "Companies"],
  viewOpen: ["Abiertos", "Open"],
  viewWaiting: ["Nos esperan", "Waiting for us"],
  viewClosed: ["Cerrados", "Closed"],
  navBoard: ["Tablero", "Dashboard"],
  navSearch: ["Buscar", "Search"],
  navSettings: ["Ajustes", "Settings"],
  menu: ["Menú", "Menu"],
  account: ["Tu cuenta", "Your account"],
  theme: ["Tema", "Theme"],
  themeAuto: ["Auto", "Auto"],
  themeLight: ["Claro", "Light"],
  themeDark: ["Oscuro", "Dark"],
  language: ["Idioma", "Language"],
  reaperturaToast: [
    (who: string) => `${who} vuelve tras el cierre`,
    (who: string) => `${who} is back after a close`,
  ],
  keys: ["Teclas", "Keys"],
  keyMove: ["Bajar y subir por la lista", "Move down and up the list"],
  keyOpen: ["Abrir el chat", "Open the chat"],
  keyReply: ["Responder", "Reply"],
  keyClose: ["Cerrar el chat", "Close the chat"],
  keySearch: ["Buscar", "Search"],
  keyBack: ["Volver", "Go back"],
  keyHelp: ["Esta lista", "This list"],
} as const satisfies Catalogue;
