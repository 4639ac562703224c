// The sections of the settings, in their order: each is fetched when it is opened.
import type { ComponentType } from "react";
import { hostLogin } from "../session/host";
import { may, type Permiso } from "../session/may";
import type { Yo } from "../wire";

export type Section = {
  id: string;
  title: readonly [es: string, en: string];
  group: "you" | "desk" | "people" | "platform";
  needs?: Permiso;
  /** Where accounts and tenants are the host's own there is nothing of them here. */
  ofOurs?: true;
  load: () => Promise<{ default: ComponentType }>;
};

export const SECTIONS: readonly Section[] = [
  {
    id: "notificaciones",
    title: ["Notificaciones", "Notifications"],
    group: "you",
    load: () => import("./notifications/NotificationsSection"),
  },
  {
    id: "seguridad",
    title: ["Tu seguridad", "Your security"],
    group: "you",
    ofOurs: true,
    load: () => import("./security/SecuritySection"),
  },
  {
    id: "tokens",
    title: ["Tokens de API", "API tokens"],
    group: "you",
    load: () => import("./tokens/TokensSection"),
  },
  {
    id: "respuestas",
    title: ["Respuestas rápidas", "Canned replies"],
    group: "desk",
    load: () => import("./canned/CannedSection"),
  },
  {
    id: "etiquetas",
    title: ["Etiquetas", "Tags"],
    group: "desk",
    needs: "ajustes",
    load: () => import("./tags/TagsSection"),
  },
  {
    id: "razones",
    title: ["Razones de cierre", "Reasons for closing"],
    group: "desk",
    needs: "ajustes",
    load: () => import("./reasons/ReasonsSection"),
  },
  {
    id: "reparto",
    title: ["Reparto", "Routing"],
    group: "desk",
    needs: "ajustes",
    load: () => import("./routing/RoutingSection"),
  },
  {
    id: "horario",
    title: ["Horario", "Office hours"],
    group: "desk",
    needs: "ajustes",
    load: () => import("./hours/HoursSection"),
  },
  {
    id: "bloqueados",
    title: ["Bloqueados", "Blocked"],
    group: "desk",
    load: () => import("./blocked/BlockedSection"),
  },
  {
    id: "agentes",
    title: ["Agentes", "Agents"],
    group: "people",
    needs: "equipo",
    load: () => import("./agents/AgentsSection"),
  },
  {
    id: "roles",
    title: ["Roles", "Roles"],
    group: "people",
    needs: "equipo",
    load: () => import("./roles/RolesSection"),
  },
  {
    id: "equipos",
    title: ["Equipos", "Teams"],
    group: "people",
    needs: "equipo",
    load: () => import("./teams/TeamsSection"),
  },
  {
    id: "auditoria",
    title: ["Auditoría", "Audit"],
    group: "people",
    needs: "auditoria",
    load: () => import("./audit/AuditSection"),
  },
  {
    id: "tenants",
    title: ["Tenants", "Tenants"],
    group: "platform",
    needs: "tenants",
    ofOurs: true,
    load: () => import("./tenants/TenantsSection"),
  },
];

/** Those that this agente may open. */
export const sectionsFor = (yo: Yo): Section[] =>
  SECTIONS.filter(
    ({ needs, ofOurs }) => (!needs || may(yo, needs)) && (!ofOurs || hostLogin === null),
  );
