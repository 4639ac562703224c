// The sections of the settings, in their order: each is fetched when it is opened.
import type { ComponentType } from "react";
import type { Permiso } from "../session/may";

export type Section = {
  id: string;
  title: readonly [es: string, en: string];
  group: "you" | "desk" | "people" | "platform";
  needs?: Permiso;
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
    id: "respuestas",
    title: ["Respuestas rápidas", "Canned replies"],
    group: "desk",
    load: () => import("./canned/CannedSection"),
  },
  {
    id: "tenants",
    title: ["Tenants", "Tenants"],
    group: "platform",
    needs: "tenants",
    load: () => import("./tenants/TenantsSection"),
  },
];
