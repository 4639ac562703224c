// A section's records, narrowed by state.
import { useState } from "react";
import { RecordTable } from "./RecordTable";
import type { Section } from "./records";
import type { ScreenProps } from "./Screen";
import type { StateName } from "./texts";

export function RecordList({ section, t, idioma }: ScreenProps & { section: Section }) {
  const [estado, setEstado] = useState<StateName | null>(null);
  const states = [...new Set(section.entries.map((entry) => entry.estado))];
  const entries = section.entries.filter((entry) => estado === null || entry.estado === estado);
  const choice = (value: StateName | null, name: string, count: number) => (
    <button
      key={name}
      type="button"
      aria-pressed={estado === value}
      onClick={() => setEstado(value)}
    >
      {name} <i>{count}</i>
    </button>
  );
  return (
    <>
      <h1>{t.sections[section.path]}</h1>
      {section.entries.length === 0 && <p className="soft">{t.none}</p>}
      <div className="choices" hidden={states.length < 2}>
        {choice(null, t.all, section.entries.length)}
        {states.map((one) =>
          choice(
            one,
            t.states[one],
            section.entries.filter((entry) => entry.estado === one).length,
          ),
        )}
      </div>
      {entries.length > 0 && (
        <div className="sheet">
          <RecordTable {...{ section, entries, t, idioma }} />
        </div>
      )}
    </>
  );
}
