// The two languages, side by side; the one in use is pressed.
import type { Idioma } from "./idioma";

const NAMES: Record<Idioma, string> = { es: "Español", en: "English" };

export function LanguageSwitch(props: { idioma: Idioma; onChange: (idioma: Idioma) => void }) {
  return (
    <div className="languages">
      {(["es", "en"] as const).map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={props.idioma === code}
          aria-label={NAMES[code]}
          onClick={() => props.onChange(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
