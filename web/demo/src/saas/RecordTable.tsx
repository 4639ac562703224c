// Records as rows: a table where there is room, stacked lines on a phone. The number of each leads to it.
import type { Idioma } from "../idioma";
import { type Entry, isAmount, type Section, shown } from "./records";
import { Status } from "./Status";
import type { Texts } from "./texts";

type Props = { section: Section; entries: Entry[]; t: Texts; idioma: Idioma };

export function RecordTable({ section, entries, t, idioma }: Props) {
  const numeric = (column: Section["columns"][number]) =>
    isAmount(entries[0]?.fields[column]) ? "number" : undefined;
  return (
    <table className="records">
      <thead>
        <tr>
          <th scope="col">{t.tipos[section.tipo]}</th>
          {section.columns.map((column) => (
            <th key={column} scope="col" className={numeric(column)}>
              {t.fields[column]}
            </th>
          ))}
          <th scope="col">{t.fields.estado}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row">
              <a href={`#/${section.path}/${entry.id}`}>{entry.id}</a>
            </th>
            {section.columns.map((column) => (
              <td key={column} className={numeric(column)} data-label={t.fields[column]}>
                {shown(entry.fields[column], idioma)}
              </td>
            ))}
            <td className="state">
              <Status estado={entry.estado} t={t} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
