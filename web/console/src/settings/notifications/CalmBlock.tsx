// The hours in which nothing is heard.
import { useState } from "react";
import type { Calma } from "../../alerts/prefs";
import { useTextsOf } from "../../texts";
import { Field, Switch, TextInput } from "../../ui/fields";
import { Block } from "../SectionFrame";
import { hereZone, ZoneField } from "../ZoneField";
import { notificationTexts } from "./texts";

type Props = { calma: Calma | null; onChange: (calma: Calma | null) => void };
type Dia = Calma["dias"][number];

const DIAS: readonly Dia[] = ["lun", "mar", "mie", "jue", "vie", "sab", "dom"];
const atFirst = (): Calma => ({
  zona: hereZone(),
  desde: "20:00",
  hasta: "08:00",
  dias: [...DIAS],
});

export function CalmBlock({ calma, onChange }: Props) {
  const t = useTextsOf(notificationTexts);
  // A time that cannot be kept yet stands here until it can.
  const [draft, setDraft] = useState<Partial<Calma>>({});
  const shown = calma && { ...calma, ...draft };
  const isSame = shown?.desde === shown?.hasta;

  const change = (some: Partial<Calma>) => {
    if (!calma) return;
    const next = { ...calma, ...draft, ...some };
    const isWhole = next.desde !== "" && next.hasta !== "" && next.desde !== next.hasta;
    setDraft(isWhole ? {} : { ...draft, ...some });
    if (isWhole) onChange(next);
  };
  const toggle = (dia: Dia) => {
    const dias = calma?.dias ?? [];
    change({ dias: DIAS.filter((each) => (each === dia) !== dias.includes(each)) });
  };

  return (
    <Block title={t.calm} about={t.calmHelp}>
      <Switch
        label={t.calmOn}
        checked={calma !== null}
        onChange={({ target }) => {
          setDraft({});
          onChange(target.checked ? atFirst() : null);
        }}
      />
      {shown && (
        <>
          <div className="grid gap-4 desk:grid-cols-[136px_136px_1fr]">
            <Field label={t.from}>
              {(props) => (
                <TextInput
                  {...props}
                  type="time"
                  value={shown.desde}
                  onChange={({ target }) => change({ desde: target.value })}
                />
              )}
            </Field>
            <Field label={t.to} error={isSame && t.sameTime}>
              {(props) => (
                <TextInput
                  {...props}
                  type="time"
                  value={shown.hasta}
                  onChange={({ target }) => change({ hasta: target.value })}
                />
              )}
            </Field>
            <ZoneField zona={shown.zona} onChange={(zona) => change({ zona })} />
          </div>
          <fieldset>
            <legend className="pb-1 font-medium">{t.days}</legend>
            <div className="flex flex-wrap gap-1.5">
              {DIAS.map((dia) => (
                <label
                  key={dia}
                  className="grid min-h-8 min-w-11 cursor-pointer place-items-center rounded-sm border border-line-strong px-2 text-sm text-ink-2 has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent max-desk:min-h-11"
                >
                  <input
                    type="checkbox"
                    className="sr-only"
                    checked={shown.dias.includes(dia)}
                    onChange={() => toggle(dia)}
                  />
                  {t.dayNames[dia]}
                </label>
              ))}
            </div>
          </fieldset>
        </>
      )}
    </Block>
  );
}
