// Each kind of event, and the ways in which it is told; how loud, and how each tone sounds.
import { Play } from "lucide-react";
import { useId, useState } from "react";
import { CLASES, type Clase, type Prefs, type Tono } from "../../alerts/prefs";
import { ring, TONES } from "../../alerts/tones";
import { useTextsOf } from "../../texts";
import { IconButton } from "../../ui/Button";
import { Select } from "../../ui/fields";
import type { wire } from "../../wire";
import { Block } from "../SectionFrame";
import { notificationTexts } from "./texts";

type Props = { prefs: Prefs; onChange: (some: Partial<Prefs>) => void };

const HEAD = "px-2 py-2 text-center font-medium";

export function EventsBlock({ prefs, onChange }: Props) {
  const t = useTextsOf(notificationTexts);
  const { avisos, volumen } = prefs;
  return (
    <Block title={t.events} about={t.eventsHelp}>
      <div className="overflow-hidden rounded-md border border-line">
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">{t.events}</caption>
          <thead>
            <tr className="border-b border-line text-sm text-ink-3">
              <th scope="col" className="px-3 py-2 font-medium">
                {t.event}
              </th>
              <th scope="col" className={HEAD}>
                {t.sound}
              </th>
              <th scope="col" className={HEAD}>
                {t.notification}
              </th>
              <th scope="col" className={`${HEAD} pr-3`}>
                {t.push}
              </th>
            </tr>
          </thead>
          <tbody>
            {CLASES.map((clase) => (
              <EventRow
                key={clase}
                clase={clase}
                aviso={avisos[clase]}
                volumen={volumen}
                onChange={(aviso) => onChange({ avisos: { ...avisos, [clase]: aviso } })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Volume volumen={volumen} onChange={(loud) => onChange({ volumen: loud })} />
      <p className="text-sm text-ink-3">{t.mutedHelp}</p>
    </Block>
  );
}

type RowProps = {
  clase: Clase;
  aviso: wire.Aviso;
  volumen: number;
  onChange: (aviso: wire.Aviso) => void;
};

function EventRow({ clase, aviso, volumen, onChange }: RowProps) {
  const t = useTextsOf(notificationTexts);
  const tick = (name: "sonido" | "navegador" | "push", label: string) => (
    <td className="p-0 text-center align-middle">
      <label className="grid min-h-12 min-w-12 place-items-center">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          aria-label={`${t[clase]}: ${label}`}
          checked={aviso[name]}
          onChange={({ target }) => onChange({ ...aviso, [name]: target.checked })}
        />
      </label>
    </td>
  );
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className="w-full py-2 pr-2 pl-3 font-normal">
        <div className="flex items-center gap-x-3 gap-y-1 max-desk:flex-col max-desk:items-start">
          <span className="min-w-0 flex-1">{t[clase]}</span>
          <span className="flex items-center gap-1">
            <Select
              className="!min-h-7 !w-32 !py-0.5 !pr-1 !pl-1.5 text-sm max-desk:!min-h-11"
              aria-label={`${t[clase]}: ${t.tone}`}
              disabled={!aviso.sonido}
              value={aviso.tono}
              onChange={({ target }) => {
                const tono = target.value as Tono;
                ring(tono, volumen);
                onChange({ ...aviso, tono });
              }}
            >
              {Object.keys(TONES).map((tono) => (
                <option key={tono} value={tono}>
                  {t[tono as Tono]}
                </option>
              ))}
            </Select>
            <IconButton
              label={`${t.hear}: ${t[aviso.tono]}`}
              disabled={!aviso.sonido || volumen === 0}
              className="disabled:opacity-40"
              onClick={() => ring(aviso.tono, volumen)}
            >
              <Play size={14} />
            </IconButton>
          </span>
        </div>
      </th>
      {tick("sonido", t.sound)}
      {tick("navegador", t.notification)}
      {tick("push", t.push)}
    </tr>
  );
}

/** Kept, and heard, where it is let go. */
function Volume({ volumen, onChange }: { volumen: number; onChange: (volumen: number) => void }) {
  const t = useTextsOf(notificationTexts);
  const id = useId();
  const [moving, setMoving] = useState<number | null>(null);
  const shown = moving ?? volumen;
  const letGo = () => {
    if (moving === null) return;
    setMoving(null);
    if (moving === volumen) return;
    onChange(moving);
    ring("gota", moving);
  };
  return (
    <div className="flex max-w-md items-center gap-3 max-desk:min-h-11">
      <label htmlFor={id} className="font-medium">
        {t.volume}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={shown}
        aria-valuetext={shown === 0 ? t.silent : `${shown} %`}
        className="min-w-0 flex-1 accent-accent"
        onChange={({ target }) => setMoving(Number(target.value))}
        onPointerUp={letGo}
        onKeyUp={letGo}
        onBlur={letGo}
      />
      <span className="w-20 text-sm text-ink-3 tabular-nums">
        {shown === 0 ? t.silent : `${shown} %`}
      </span>
    </div>
  );
}
