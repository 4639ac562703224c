// From which day to which: the usual ranges at a touch, or two dates.
import { useTexts } from "../texts";
import { TextInput } from "./fields";
import { Segmented } from "./Segmented";

/** Days as YYYY-MM-DD, both of them within. */
export type Days = { desde: string; hasta: string };

type Preset = "hoy" | "7" | "30" | "mes" | "otro";

type Props = { value: Days; today: string; onChange: (days: Days) => void };

export function DateRange({ value, today, onChange }: Props) {
  const t = useTexts();
  const preset = presetOf(value, today);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented<Preset>
        label={t.rangeOwn}
        hidesLabel
        value={preset}
        options={[
          ["hoy", t.rangeToday],
          ["7", t.range7],
          ["30", t.range30],
          ["mes", t.rangeMonth],
          ["otro", t.rangeOwn],
        ]}
        onChoose={(chosen) => onChange(chosen === "otro" ? shorter(value) : daysOf(chosen, today))}
      />
      {preset === "otro" && (
        <>
          <TextInput
            type="date"
            aria-label={t.rangeFrom}
            className="!w-auto"
            value={value.desde}
            max={value.hasta}
            onChange={(event) =>
              event.target.value && onChange({ ...value, desde: event.target.value })
            }
          />
          <TextInput
            type="date"
            aria-label={t.rangeTo}
            className="!w-auto"
            value={value.hasta}
            min={value.desde}
            max={today}
            onChange={(event) =>
              event.target.value && onChange({ ...value, hasta: event.target.value })
            }
          />
        </>
      )}
    </div>
  );
}

export function daysOf(preset: Exclude<Preset, "otro">, today: string): Days {
  if (preset === "mes") return { desde: `${today.slice(0, 8)}01`, hasta: today };
  return { desde: daysBefore(today, preset === "hoy" ? 0 : Number(preset) - 1), hasta: today };
}

/** Of today, on this person's calendar. */
export const todayOf = (now: number): string => {
  const date = new Date(now);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

function presetOf(value: Days, today: string): Preset {
  const presets = ["hoy", "7", "30", "mes"] as const;
  const found = presets.find((each) => {
    const days = daysOf(each, today);
    return days.desde === value.desde && days.hasta === value.hasta;
  });
  return found ?? "otro";
}

// Something that is none of the presets, so that the two dates are there to be set.
const shorter = ({ desde, hasta }: Days): Days => ({ desde: daysBefore(desde, 1), hasta });

function daysBefore(day: string, n: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - n);
  return date.toISOString().slice(0, 10);
}
