// Which days: a named range, or two dates.

import type { Catalogue } from "../texts";
import { useTextsOf } from "../texts";
import { Select, TextInput } from "./Field";
import { PRESETS, type Range, rangeOf } from "./range";

const texts = {
  label: ["Días", "Days"],
  hoy: ["Hoy", "Today"],
  "7d": ["Últimos 7 días", "Last 7 days"],
  "30d": ["Últimos 30 días", "Last 30 days"],
  mes: ["Este mes", "This month"],
  otro: ["Otras fechas", "Other dates"],
  desde: ["Desde", "From"],
  hasta: ["Hasta", "To"],
} as const satisfies Catalogue;

type Props = { value: Range; onChange: (range: Range) => void };

export function DateRange({ value, onChange }: Props) {
  const t = useTextsOf(texts);
  const change = (end: "desde" | "hasta", day: string) => {
    if (day) onChange(inOrder({ ...value, [end]: day }, end));
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label={t.label}
        value={value.preset}
        options={PRESETS.map((preset) => [preset, t[preset]])}
        onChange={(preset) => onChange(preset === "otro" ? { ...value, preset } : rangeOf(preset))}
        className="w-auto"
      />
      {value.preset === "otro" &&
        (["desde", "hasta"] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            aria-label={t[end]}
            value={value[end]}
            onChange={(event) => change(end, event.target.value)}
            className="w-auto"
          />
        ))}
    </div>
  );
}

/** The end that was not touched gives way. */
function inOrder(range: Range, touched: "desde" | "hasta"): Range {
  if (range.desde <= range.hasta) return range;
  return { ...range, desde: range[touched], hasta: range[touched] };
}
