// The hours of the whole desk, and what clientes read out of them.
import { useState } from "react";
import { type Ajustes, useAjustes } from "../../team/use-settings";
import { useTextsOf } from "../../texts";
import { Field, TextArea } from "../../ui/fields";
import { Segmented } from "../../ui/Segmented";
import { AjustesForm } from "../AjustesForm";
import { Loaded } from "../Loaded";
import { Block, SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { hereZone } from "../ZoneField";
import { type Hours, hoursOf, usual } from "./edit";
import { HoursEditor } from "./HoursEditor";
import { hoursTexts } from "./texts";

export default function HoursSection() {
  const t = useTextsOf(hoursTexts);
  const query = useAjustes();
  return (
    <SectionFrame title={t.title} about={t.about}>
      <Loaded query={query}>{(ajustes) => <Form ajustes={ajustes} />}</Loaded>
    </SectionFrame>
  );
}

function Form({ ajustes }: { ajustes: Ajustes }) {
  const t = useTextsOf(hoursTexts);
  const s = useTextsOf(settingsTexts);
  const [hours, setHours] = useState<Hours | null>(() =>
    ajustes.horario ? hoursOf(ajustes.horario) : null,
  );
  const [texto, setTexto] = useState<Record<string, string>>(ajustes.fuera_texto);
  return (
    <AjustesForm
      fields={["horario", "fuera_texto"]}
      changed={() => ({ horario: hours, fuera_texto: filled(texto) })}
    >
      {(wrong) => (
        <>
          <Segmented<"always" | "within">
            label={t.mode}
            value={hours ? "within" : "always"}
            options={[
              ["always", t.always],
              ["within", t.within],
            ]}
            onChoose={(mode) => setHours(mode === "always" ? null : (hours ?? usual(hereZone())))}
          />
          {hours && <HoursEditor hours={hours} onChange={setHours} />}
          {wrong("horario") && (
            <p role="alert" className="text-sm text-danger">
              {wrong("horario")}
            </p>
          )}
          {hours && (
            <Block title={t.outside} about={t.outsideAbout}>
              {(["es", "en"] as const).map((language) => (
                <Field
                  key={language}
                  label={language === "es" ? s.inSpanish : s.inEnglish}
                  error={wrong("fuera_texto")}
                >
                  {(props) => (
                    <TextArea
                      {...props}
                      rows={2}
                      maxLength={500}
                      value={texto[language] ?? ""}
                      onChange={({ target }) => setTexto({ ...texto, [language]: target.value })}
                    />
                  )}
                </Field>
              ))}
            </Block>
          )}
        </>
      )}
    </AjustesForm>
  );
}

/** Without the languages in which nothing is said. */
export const filled = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
