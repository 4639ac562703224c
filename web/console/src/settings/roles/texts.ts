// Roles in the settings. A permission is its name and what it lets one do.
import type { Pairs } from "../../texts/pairs";

type Permissions = Record<string, readonly [name: string, about: string]>;

export const rolesTexts = {
  title: ["Roles", "Roles"],
  about: [
    "Qué puede hacer cada quien. Los chats de sus tenants los ve todo agente.",
    "What each may do. The chats of their tenants every agent sees.",
  ],
  create: ["Nuevo rol", "New role"],
  may: ["Puede", "May"],
  everything: ["Todo", "Everything"],
  agents: ["Agentes", "Agents"],
  fixed: [
    "Viene de fábrica: sus permisos se quedan como son. Para otros, crea un rol.",
    "It comes with the desk: its permissions stay. For others, make a role.",
  ],
  twoSteps: ["Entra en dos pasos", "Comes in by two steps"],
  twoStepsHelp: [
    "Quien lo tenga no hace nada hasta activar un código o una llave de acceso.",
    "Whoever has it can do nothing until a code or a passkey is set up.",
  ],
  removeTitle: [(name: string) => `¿Eliminar «${name}»?`, (name: string) => `Delete “${name}”?`],
  removeHelp: ["Solo se puede si nadie lo tiene.", "Only where nobody has it."],
  permissions: [
    {
      responder: ["Responder", "Escribir a los clientes, notas y borradores."],
      asignar: ["Asignar", "Dar chats a personas y equipos, y tomarlos."],
      cerrar: ["Cerrar", "Cerrar chats, con su razón."],
      etiquetar: ["Etiquetar", "Poner y quitar etiquetas."],
      bloquear: ["Bloquear", "Que un cliente no pueda escribir."],
      tablero: ["Tablero", "Ver las cifras."],
      exportar: ["Exportar", "Llevarse cifras y chats en un archivo."],
      plantillas: ["Plantillas", "Respuestas y vistas de todo el equipo."],
      ajustes: ["Ajustes", "Reparto, horario, etiquetas y razones."],
      equipo: ["Equipo", "Agentes, equipos, roles y sus tokens."],
      tenants: ["Tenants", "Crearlos, cambiarlos y suspenderlos."],
      auditoria: ["Auditoría", "Ver quién hizo y vio qué."],
    } as Permissions,
    {
      responder: ["Reply", "Write to clients, notes and drafts."],
      asignar: ["Assign", "Give chats to people and teams, and take them."],
      cerrar: ["Close", "Close chats, with their reason."],
      etiquetar: ["Tag", "Put tags on and off."],
      bloquear: ["Block", "Keep a client from writing."],
      tablero: ["Board", "See the figures."],
      exportar: ["Export", "Take figures and chats away in a file."],
      plantillas: ["Templates", "Replies and views of the whole team."],
      ajustes: ["Settings", "Routing, hours, tags and reasons."],
      equipo: ["Team", "Agents, teams, roles and their tokens."],
      tenants: ["Tenants", "Make, change and suspend them."],
      auditoria: ["Audit", "See who did and saw what."],
    } as Permissions,
  ],
} as const satisfies Pairs;
