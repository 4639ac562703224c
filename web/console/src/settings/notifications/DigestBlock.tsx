// The e-mail of what nobody answered: how often, when, after how long a wait.
import { useState } from "react";
import type { MyPrefs, Prefs } from "../../alerts/prefs";
import { useTextsOf } from "../../texts";
import { Field, TextInput } from "../../ui/fields";
import { Segmented } from "../../ui/Segmented";
import { Block } from "../SectionFrame";
import { hereZone, ZoneField } from "../ZoneField";
import { notificationTexts } from "./texts";

type Resumen = Prefs["resumen"];
type Props = { mine: MyPrefs; onChange: (resumen: Resumen) => void };

const SHORTEST = 5;
const LONGEST = 10_080;

export function DigestBlock({ mine, onChange }: Props) {
  const t = useTextsOf(notificationTexts);
  const { correo, envia_correo, preferencias } = mine;
  const { resumen } = preferencias;
  const [minutes, setMinutes] = useState<string | null>(null);
  const change = (some: Partial<Resumen>) => onChange({ ...resumen, ...some });
  const where = !envia_correo ? t.noMail : correo ? t.digestTo(correo) : t.noAddress;
  const letGo = () => {
    const wanted = Math.round(Number(minutes));
    if (minutes !== null && wanted >= SHORTEST && wanted <= LONGEST) change({ tras_min: wanted });
    setMinutes(null);
  };

  return (
    <Block title={t.digest} about={t.digestHelp}>
      <Segmented
        className="max-w-sm"
        hidesLabel
        label={t.how}
        value={resumen.cada}
        onChoose={(cada) =>
          change(resumen.cada === "nunca" ? { cada, zona: hereZone() } : { cada })
        }
        options={[
          ["nunca", t.nunca],
          ["hora", t.hora],
          ["dia", t.dia],
        ]}
      />
      {resumen.cada === "dia" && (
        <div className="grid gap-4 desk:grid-cols-[136px_1fr]">
          <Field label={t.at}>
            {(props) => (
              <TextInput
                {...props}
                type="time"
                required
                value={resumen.hora}
                onChange={({ target }) => target.value && change({ hora: target.value })}
              />
            )}
          </Field>
          <ZoneField zona={resumen.zona} onChange={(zona) => change({ zona })} />
        </div>
      )}
      {resumen.cada !== "nunca" && (
        <Field label={t.after} hint={t.afterHelp}>
          {(props) => (
            <TextInput
              {...props}
              className="max-w-32"
              type="number"
              min={SHORTEST}
              max={LONGEST}
              value={minutes ?? resumen.tras_min}
              onChange={({ target }) => setMinutes(target.value)}
              onBlur={letGo}
            />
          )}
        </Field>
      )}
      {(resumen.cada !== "nunca" || !envia_correo) && <p className="text-sm text-ink-3">{where}</p>}
    </Block>
  );
}
