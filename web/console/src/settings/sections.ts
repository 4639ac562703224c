// The sections of the settings. A section is one line here and a module whose default export is its
// component; the module is fetched when the section is opened.
import type { ComponentType } from "react";
import { may, type Permiso } from "../session/may";
import type { Yo } from "../wire";
import type { SettingsTexts } from "./texts";

export const GROUPS = ["groupYou", "groupTeam", "groupChats", "groupPlatform"] as const;

export type Section = {
  /** Its last part of the address: /soporte/ajustes/<id>. */
  id: string;
  title: (t: SettingsTexts) => string;
  group: (typeof GROUPS)[number];
  /** Without it the section is not there. */
  needs?: Permiso;
  load: () => Promise<{ default: ComponentType }>;
};

const SECTIONS: readonly Section[] = [
  {
    id: "preferencias",
    title: (t) => t.preferences,
    group: "groupYou",
    load: () => import("./Preferences"),
  },
];

export const sectionsFor = (yo: Yo): Section[] => SECTIONS.filter(({ needs }) => may(yo, needs));
