// What a person chooses once for this browser: language and theme.

import { Observable } from "@ventanilla/core";
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from "react";
import { type Language, LanguageContext, textsIn } from "./texts";

export type Theme = "auto" | "light" | "dark";
type Chosen = { language: Language; theme: Theme };

class Preferences extends Observable<Chosen> {
  choose(change: Partial<Chosen>): void {
    const chosen = { ...this.getSnapshot(), ...change };
    this.set(chosen);
    remember("ventanilla.language", chosen.language);
    remember("ventanilla.theme", chosen.theme);
  }
}

export const preferences = new Preferences({
  language: firstLanguage(),
  theme: oneOf(recall("ventanilla.theme"), ["auto", "light", "dark"]) ?? "auto",
});

export const usePreferences = (): Chosen =>
  useSyncExternalStore(preferences.subscribe, preferences.getSnapshot);

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const { language, theme } = usePreferences();
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [language, theme]);
  const value = useMemo(() => ({ language, t: textsIn(language) }), [language]);
  return <LanguageContext.Provider value={value}>{children}</LanguageContext.Provider>;
}

function firstLanguage(): Language {
  const chosen = oneOf(recall("ventanilla.language"), ["es", "en"]);
  if (chosen) return chosen;
  const wanted = navigator.languages.find((each) => /^(es|en)\b/.test(each));
  return wanted?.startsWith("en") ? "en" : "es";
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === value) ?? null;
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Chosen for this page only.
  }
}
