// What the palette can always do: go to a view, a tenant, a page; theme, language, leave.
import { useNavigate } from "@tanstack/react-router";
import { createElement, useMemo } from "react";
import { preferences, type Theme } from "../preferences";
import { useDesk } from "../session/desk-context";
import { canLeave, leave } from "../session/leave";
import { may } from "../session/may";
import { sectionsFor } from "../settings/sections";
import { openKeysList } from "../shell/DeskKeys";
import { VIEWS } from "../shell/views";
import { type Language, useLanguage, useTexts } from "../texts";
import { TenantMark } from "../ui/Mark";
import type { Command } from "./commands";

const THEMES: readonly Theme[] = ["auto", "light", "dark"];
const LANGUAGES: readonly [Language, string][] = [
  ["es", "Español"],
  ["en", "English"],
];

export function useOwnCommands(): readonly Command[] {
  const t = useTexts();
  const language = useLanguage();
  const { yo } = useDesk();
  const navigate = useNavigate();

  return useMemo(() => {
    const go = t.groupGo;
    const themes = { auto: t.themeAuto, light: t.themeLight, dark: t.themeDark };
    const place = language === "es" ? 0 : 1;
    return [
      ...VIEWS.map(({ vista, text, keys }) => ({
        id: `view-${text}`,
        title: t[text] as string,
        group: go,
        shortcut: keys,
        run: () => void navigate({ to: "/", search: { vista } }),
      })),
      ...(may(yo, "tablero")
        ? [{ id: "board", title: t.board, group: go, run: () => void navigate({ to: "/tablero" }) }]
        : []),
      { id: "find", title: t.searchPage, group: go, run: () => void navigate({ to: "/buscar" }) },
      ...yo.tenants.map((tenant) => ({
        id: `tenant-${tenant.slug}`,
        title: tenant.nombre,
        group: t.navTenants,
        keywords: tenant.slug,
        mark: createElement(TenantMark, { tenant, size: "s" }),
        run: () => void navigate({ to: "/", search: { tenant: tenant.slug } }),
      })),
      ...sectionsFor(yo).map(({ id, title }) => ({
        id: `settings-${id}`,
        title: `${t.settings}: ${title[place]}`,
        group: t.settings,
        keywords: title[place],
        run: () => void navigate({ to: "/ajustes/$seccion", params: { seccion: id } }),
      })),
      ...THEMES.map((theme) => ({
        id: `theme-${theme}`,
        title: t.toTheme(themes[theme]),
        group: t.groupYou,
        run: () => preferences.choose({ theme }),
      })),
      ...LANGUAGES.filter(([each]) => each !== language).map(([each, name]) => ({
        id: `language-${each}`,
        title: name,
        group: t.groupYou,
        keywords: t.language,
        run: () => preferences.choose({ language: each }),
      })),
      { id: "keys", title: t.keys, group: t.groupYou, shortcut: "?", run: openKeysList },
      ...(canLeave
        ? [{ id: "leave", title: t.logout, group: t.groupYou, run: () => void leave(t) }]
        : []),
    ];
  }, [t, language, yo, navigate]);
}
