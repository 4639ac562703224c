// Agents in the settings.
import type { Pairs } from "../../texts/pairs";

export const agentsTexts = {
  title: ["Agentes", "Agents"],
  about: [
    "Quién atiende, qué puede hacer y a qué tenants ve.",
    "Who answers, what they may do and which tenants they see.",
  ],
  create: ["Nuevo agente", "New agent"],
  createIt: ["Crear", "Create"],
  search: ["Buscar por nombre o usuario", "Search by name or user"],
  none: ["Nadie coincide", "Nobody matches"],
  user: ["Usuario", "User"],
  email: ["Correo", "E-mail"],
  emailHelp: ["Para el resumen, y para entrar con OIDC.", "For the digest, and to log in by OIDC."],
  role: ["Rol", "Role"],
  tenants: ["Tenants", "Tenants"],
  sees: ["Ve los chats de", "Sees the chats of"],
  all: ["Todos", "All"],
  onlySome: ["Solo algunos", "Only some"],
  some: [(n: number) => `${n} tenants`, (n: number) => `${n} tenants`],
  noTenant: ["Ninguno todavía", "None yet"],
  choose: ["Elegir", "Choose"],
  lastIn: ["Última entrada", "Last log-in"],
  never: ["Nunca", "Never"],
  twoSteps: ["Dos pasos", "Two steps"],
  inactive: ["Inactivo", "Inactive"],
  active: ["Activo", "Active"],
  activeHelp: [
    "Quien deja de estarlo queda fuera en segundos, y sus tokens se revocan.",
    "Who is no more is out within seconds, and their tokens are revoked.",
  ],
  capacity: ["Chats a la vez", "Chats at a time"],
  capacityHelp: ["Vacío: lo que diga Reparto.", "Empty: as Routing says."],
  notYours: [
    "Puede más que tú: lo cambia quien tenga todos sus permisos y tenants.",
    "They may do more than you: whoever has all their permissions and tenants changes it.",
  ],
  newPassword: ["Dar otra contraseña", "Give another password"],
  removeSteps: ["Quitar sus segundos pasos", "Remove their second steps"],
  passwordHelp: [
    (user: string) => `Con ${user} y esta contraseña entra una vez y elige la suya.`,
    (user: string) => `With ${user} and this password they come in and choose their own.`,
  ],
} as const satisfies Pairs;
