// The pages of full width that the rail and the palette lead to.
import { ChartColumn, type LucideIcon, Search, Settings } from "lucide-react";
import { may, type Permiso } from "../session/may";
import type { Texts } from "../texts";
import type { Yo } from "../wire";

type Page = {
  to: "/buscar" | "/tablero" | "/ajustes";
  text: keyof Texts & `nav${string}`;
  icon: LucideIcon;
  needs?: Permiso;
};

const PAGES: readonly Page[] = [
  { to: "/buscar", text: "navSearch", icon: Search },
  { to: "/tablero", text: "navBoard", icon: ChartColumn, needs: "tablero" },
  { to: "/ajustes", text: "navSettings", icon: Settings },
];

export const pagesFor = (yo: Yo): Page[] => PAGES.filter((page) => may(yo, page.needs));
