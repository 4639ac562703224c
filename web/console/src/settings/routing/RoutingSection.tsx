// How chats find their agente, and what happens to those that nobody answers.
import { useState } from "react";
import { type Ajustes, type Asignacion, useAjustes } from "../../team/use-settings";
import { useTextsOf } from "../../texts";
import { Checkbox, Field, TextArea, TextInput } from "../../ui/fields";
import { Segmented } from "../../ui/Segmented";
import { AjustesForm } from "../AjustesForm";
import { filled } from "../hours/HoursSection";
import { Loaded } from "../Loaded";
import { Block, SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { routingTexts } from "./texts";

export default function RoutingSection() {
  const t = useTextsOf(routingTexts);
  const query = useAjustes();
  return (
    <SectionFrame title={t.title} about={t.about}>
      <Loaded query={query}>{(ajustes) => <Form ajustes={ajustes} />}</Loaded>
    </SectionFrame>
  );
}

const FIELDS = [
  "capacidad",
  "ausente_min",
  "sin_atender_min",
  "cierre_auto_h",
  "cierre_aviso_min",
  "cierre_aviso_texto",
] as const;

function Form({ ajustes }: { ajustes: Ajustes }) {
  const t = useTextsOf(routingTexts);
  const s = useTextsOf(settingsTexts);
  const [form, setForm] = useState(() => ({
    asignacion: ajustes.asignacion,
    reasignar_anterior: ajustes.reasignar_anterior,
    capacidad: ajustes.capacidad,
    ausente_min: ajustes.ausente_min,
    sin_atender_min: ajustes.sin_atender_min,
    cierre_auto_h: ajustes.cierre_auto_h,
    cierre_aviso_min: ajustes.cierre_aviso_min,
    cierre_aviso_texto: ajustes.cierre_aviso_texto as Record<string, string>,
  }));
  const change = (some: Partial<typeof form>) => setForm({ ...form, ...some });
  return (
    <AjustesForm
      fields={FIELDS}
      changed={() => ({ ...form, cierre_aviso_texto: filled(form.cierre_aviso_texto) })}
    >
      {(wrong) => {
        const number = (name: Numbers, label: string, hint: string, limits: Limits) => (
          <Field label={label} hint={hint} error={wrong(name)}>
            {(props) => (
              <TextInput
                {...props}
                {...limits}
                type="number"
                required
                className="max-w-28"
                value={form[name]}
                onChange={({ target }) => change({ [name]: target.valueAsNumber || 0 })}
              />
            )}
          </Field>
        );
        return (
          <div>
            <Block title={t.giving}>
              <Segmented<Asignacion>
                label={t.how}
                value={form.asignacion}
                options={[
                  ["manual", t.manual],
                  ["turnos", t.turns],
                  ["menos_carga", t.least],
                ]}
                onChoose={(asignacion) => change({ asignacion })}
              />
              <p className="text-sm text-ink-3">{t.howHelp[form.asignacion]}</p>
              {number("capacidad", t.capacity, t.capacityHelp, { min: 1, max: 500 })}
              <Checkbox
                label={t.earlier}
                hint={t.earlierHelp}
                checked={form.reasignar_anterior}
                onChange={({ target }) => change({ reasignar_anterior: target.checked })}
              />
            </Block>
            <Block title={t.there}>
              {number("ausente_min", t.away, t.awayHelp, { min: 0, max: 480 })}
              {number("sin_atender_min", t.unattended, t.unattendedHelp, { min: 0, max: 1440 })}
            </Block>
            <Block title={t.closing}>
              {number("cierre_auto_h", t.closeAfter, t.closeAfterHelp, {
                min: 0,
                max: 8760,
                step: 0.5,
              })}
              {form.cierre_auto_h > 0 && (
                <>
                  {number("cierre_aviso_min", t.warn, t.warnHelp, { min: 1, max: 10080 })}
                  {(["es", "en"] as const).map((language) => (
                    <Field
                      key={language}
                      label={`${t.warnText}, ${(language === "es" ? s.inSpanish : s.inEnglish).toLowerCase()}`}
                      hint={language === "es" && t.warnTextHelp}
                    >
                      {(props) => (
                        <TextArea
                          {...props}
                          rows={2}
                          maxLength={500}
                          value={form.cierre_aviso_texto[language] ?? ""}
                          onChange={({ target }) =>
                            change({
                              cierre_aviso_texto: {
                                ...form.cierre_aviso_texto,
                                [language]: target.value,
                              },
                            })
                          }
                        />
                      )}
                    </Field>
                  ))}
                </>
              )}
            </Block>
          </div>
        );
      }}
    </AjustesForm>
  );
}

type Numbers =
  | "capacidad"
  | "ausente_min"
  | "sin_atender_min"
  | "cierre_auto_h"
  | "cierre_aviso_min";
type Limits = { min: number; max: number; step?: number };
