// Theme and language of this browser.
import { preferences, type Theme, usePreferences } from "../preferences";
import { type Language, useTexts, useTextsOf } from "../texts";
import { Segmented } from "../ui/Segmented";
import { settingsTexts } from "./texts";

export default function Preferences() {
  const t = useTexts();
  const own = useTextsOf(settingsTexts);
  const { theme, language } = usePreferences();
  return (
    <div className="flex max-w-80 flex-col gap-5">
      <p className="text-ink-2">{own.preferencesHelp}</p>
      <Segmented<Theme>
        label={t.theme}
        value={theme}
        onChoose={(chosen) => preferences.choose({ theme: chosen })}
        options={[
          ["auto", t.themeAuto],
          ["light", t.themeLight],
          ["dark", t.themeDark],
        ]}
      />
      <Segmented<Language>
        label={t.language}
        value={language}
        onChoose={(chosen) => preferences.choose({ language: chosen })}
        options={[
          ["es", "Español"],
          ["en", "English"],
        ]}
      />
    </div>
  );
}
