// Office hours: a zone, the spans of each day of the week, and holidays.
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useLanguage, useTextsOf } from "../../texts";
import { Button, IconButton } from "../../ui/Button";
import { Field, TextInput } from "../../ui/fields";
import { ZoneField } from "../ZoneField";
import {
  added,
  changed,
  copied,
  DAYS,
  type Day,
  type Hours,
  isWrong,
  removed,
  spansOf,
  withHoliday,
  withoutHoliday,
} from "./edit";
import { hoursTexts } from "./texts";

type Props = { hours: Hours; onChange: (hours: Hours) => void };

export function HoursEditor({ hours, onChange }: Props) {
  const t = useTextsOf(hoursTexts);
  return (
    <div className="flex flex-col gap-4">
      <ZoneField zona={hours.zona} onChange={(zona) => onChange({ ...hours, zona })} />
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {DAYS.map((day) => (
          <DayRow key={day} day={day} hours={hours} onChange={onChange} />
        ))}
      </ul>
      <Button
        className="self-start"
        onClick={() => onChange(copied(hours, "lun"))}
        disabled={spansOf(hours, "lun").length === 0}
      >
        {t.copyMonday}
      </Button>
      <Holidays hours={hours} onChange={onChange} />
    </div>
  );
}

function DayRow({ day, hours, onChange }: Props & { day: Day }) {
  const t = useTextsOf(hoursTexts);
  const spans = spansOf(hours, day);
  const name = t.days[DAYS.indexOf(day)] as string;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-2">
      <span className="w-24 pt-1.5 font-medium max-desk:flex-1">{name}</span>
      <div className="flex min-w-0 flex-1 flex-col gap-2 max-desk:order-last max-desk:w-full max-desk:flex-none">
        {spans.length === 0 && <span className="pt-1.5 text-ink-3">{t.closed}</span>}
        {spans.map((span, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the day
          <div key={place} className="flex items-center gap-2">
            {([0, 1] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                required
                className="!w-28"
                aria-label={end === 0 ? t.fromOf(name) : t.toOf(name)}
                // A box of a browser's has no 24:00: the day's last minute stands for it.
                value={span[end] === "24:00" ? "23:59" : span[end]}
                onChange={({ target }) => {
                  const at = target.value === "23:59" ? "24:00" : target.value;
                  onChange(changed(hours, day, place, end === 0 ? [at, span[1]] : [span[0], at]));
                }}
              />
            ))}
            <IconButton
              label={t.removeSpan(name)}
              onClick={() => onChange(removed(hours, day, place))}
            >
              <X size={16} />
            </IconButton>
          </div>
        ))}
        {isWrong(spans) && (
          <p role="alert" className="text-sm text-danger">
            {t.wrong}
          </p>
        )}
      </div>
      <IconButton label={t.addSpan(name)} onClick={() => onChange(added(hours, day))}>
        <Plus size={16} />
      </IconButton>
    </li>
  );
}

function Holidays({ hours, onChange }: Props) {
  const t = useTextsOf(hoursTexts);
  const language = useLanguage();
  const [day, setDay] = useState("");
  const said = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        <Field label={t.holidays}>
          {(props) => (
            <TextInput
              {...props}
              type="date"
              className="!w-44"
              value={day}
              onChange={({ target }) => setDay(target.value)}
            />
          )}
        </Field>
        <Button
          disabled={!day}
          onClick={() => {
            onChange(withHoliday(hours, day));
            setDay("");
          }}
        >
          {t.add}
        </Button>
      </div>
      {hours.festivos.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {hours.festivos.map((each) => (
            <li
              key={each}
              className="flex items-center gap-1 rounded-full border border-line bg-paper pl-3 text-sm"
            >
              {said.format(new Date(`${each}T00:00:00Z`))}
              <IconButton
                label={t.removeHoliday(each)}
                onClick={() => onChange(withoutHoliday(hours, each))}
              >
                <X size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
