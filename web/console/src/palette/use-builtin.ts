// What the palette can do from everywhere: go to each view, tenant, page and section; theme, language,
// keys, the way out.
import { useNavigate } from "@tanstack/react-router";
import { preferences, usePreferences } from "../preferences";
import { useDesk } from "../session/desk-context";
import { sectionsFor } from "../settings/sections";
import { settingsTexts } from "../settings/texts";
import { openKeysList } from "../shell/DeskKeys";
import { pagesFor } from "../shell/pages";
import { VIEWS } from "../shell/Rail";
import { useLeave } from "../shell/use-leave";
import { useTexts, useTextsOf } from "../texts";
import type { Command } from "./commands";
import { paletteTexts } from "./texts";

export const useBuiltin = (): Command[] => [...usePlaces(), ...useSections(), ...useOwn()];

function usePlaces(): Command[] {
  const t = useTexts();
  const own = useTextsOf(paletteTexts);
  const navigate = useNavigate();
  const { yo } = useDesk();
  return [
    ...VIEWS.map(({ vista, text }) => ({
      id: `view-${vista ?? "abiertos"}`,
      title: t[text] as string,
      group: own.goTo,
      keywords: own.viewWords,
      run: () => void navigate({ to: "/", search: { vista } }),
    })),
    ...pagesFor(yo).map(({ to, text }) => ({
      id: `page-${to}`,
      title: t[text],
      group: own.goTo,
      run: () => void navigate({ to }),
    })),
    ...yo.tenants.map(({ slug, nombre }) => ({
      id: `tenant-${slug}`,
      title: nombre,
      group: t.navTenants,
      keywords: `${slug} ${own.tenantWords}`,
      run: () => void navigate({ to: "/", search: { tenant: slug } }),
    })),
  ];
}

function useSections(): Command[] {
  const own = useTextsOf(paletteTexts);
  const words = useTextsOf(settingsTexts);
  const navigate = useNavigate();
  const { yo } = useDesk();
  return sectionsFor(yo).map(({ id, title }) => ({
    id: `section-${id}`,
    title: title(words),
    group: own.settings,
    keywords: own.settings,
    run: () => void navigate({ to: "/ajustes/$seccion", params: { seccion: id } }),
  }));
}

function useOwn(): Command[] {
  const t = useTexts();
  const own = useTextsOf(paletteTexts);
  const leave = useLeave();
  const { theme: now, language } = usePreferences();
  const themes = [
    ["auto", t.themeAuto],
    ["light", t.themeLight],
    ["dark", t.themeDark],
  ] as const;
  const other = language === "es" ? "en" : "es";
  const group = own.you;
  return [
    ...themes.map(([theme, name]) => ({
      id: `theme-${theme}`,
      title: own.themeTo(name),
      group,
      keywords: own.themeWords,
      when: () => theme !== now,
      run: () => preferences.choose({ theme }),
    })),
    {
      id: "language",
      title: own.languageTo(other === "en" ? "English" : "Español"),
      group,
      keywords: "English Español",
      run: () => preferences.choose({ language: other }),
    },
    { id: "keys", title: t.keys, group, shortcut: "?", run: () => void openKeysList() },
    { id: "leave", title: t.logout, group, keywords: own.leaveWords, run: () => void leave() },
  ];
}
