// Teams in the settings.
import type { Pairs } from "../../texts/pairs";

export const teamsTexts = {
  title: ["Equipos", "Teams"],
  about: [
    "Un tenant puede tener el suyo: sus chats llegan a él. Se elige en la página del tenant.",
    "A tenant may have its own: its chats go there. It is chosen on the tenant's page.",
  ],
  create: ["Nuevo equipo", "New team"],
  none: ["Aún no hay ninguno", "There are none yet"],
  noneHelp: [
    "Sin equipos, cada chat puede ser de cualquiera.",
    "Without teams each chat may be anybody's.",
  ],
  members: ["Miembros", "Members"],
  nobody: ["Nadie", "Nobody"],
  choose: ["Elegir", "Choose"],
  how: ["Reparto", "Routing"],
  ways: [
    {
      ajustes: "Como en Reparto",
      manual: "A mano",
      turnos: "Por turnos",
      menos_carga: "A quien menos tenga",
    } as Record<string, string>,
    {
      ajustes: "As in Routing",
      manual: "By hand",
      turnos: "In turn",
      menos_carga: "To whoever has least",
    } as Record<string, string>,
  ],
  hours: ["Horario", "Hours"],
  own: ["Uno propio", "Its own"],
  asEveryone: ["El de todos", "As everyone"],
  removeTitle: [(name: string) => `¿Eliminar «${name}»?`, (name: string) => `Delete “${name}”?`],
  removeHelp: [
    "Sus chats abiertos se quedan sin equipo. Sus miembros siguen como agentes.",
    "Its open chats are left without a team. Its members stay agents.",
  ],
} as const satisfies Pairs;
