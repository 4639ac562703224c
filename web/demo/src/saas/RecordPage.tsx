// One record: its facts, its lines, what happened to it, and the chat with soporte beside it.
import type { Idioma } from "../idioma";
import { type Entry, isAmount, type Section, shown, type Value } from "./records";
import type { ScreenProps } from "./Screen";
import { Status } from "./Status";
import { SupportBeside } from "./SupportBeside";
import type { FieldName, Texts } from "./texts";

type Props = ScreenProps & { section: Section; id: string };

export function RecordPage(props: Props) {
  const { section, id, t, idioma } = props;
  const title = `${t.tipos[section.tipo]} ${id}`;
  const entry = section.entries.find((one) => String(one.id) === id);
  const back = (
    <a className="back" href={`#/${section.path}`}>
      {t.back(t.sections[section.path])}
    </a>
  );
  if (!entry)
    return (
      <>
        {back}
        <h1>{t.noSuch(title)}</h1>
      </>
    );
  return (
    <>
      {back}
      <div className="record-head">
        <h1>{title}</h1>
        <Status estado={entry.estado} t={t} />
      </div>
      <div className="record">
        <div className="record-main">
          <dl className="sheet facts">
            {(Object.entries(entry.fields) as [FieldName, Value][]).map(([name, value]) => (
              <div key={name}>
                <dt>{t.fields[name]}</dt>
                <dd>{shown(value, idioma)}</dd>
              </div>
            ))}
          </dl>
          {entry.lines && <Lines lines={entry.lines} t={t} idioma={idioma} />}
          <h2>{t.history}</h2>
          <ol className="history">
            {entry.events.map(([when, what]) => (
              <li key={JSON.stringify(when)}>
                <time>{shown(when, idioma)}</time>
                {what}
              </li>
            ))}
          </ol>
        </div>
        <SupportBeside {...props} entry={entry} />
      </div>
    </>
  );
}

function Lines(props: { lines: NonNullable<Entry["lines"]>; t: Texts; idioma: Idioma }) {
  const { lines, t, idioma } = props;
  const numeric = (column: number) => (isAmount(lines.rows[0]?.[column]) ? "number" : undefined);
  return (
    <>
      <h2>{t.details}</h2>
      <div className="sheet">
        <table className="lines">
          <thead>
            <tr>
              {lines.head.map((name, column) => (
                <th key={name} scope="col" className={numeric(column)}>
                  {t.fields[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.rows.map((row) => (
              <tr key={String(row[0])}>
                {row.map((value, column) => (
                  <td key={lines.head[column]} className={numeric(column)}>
                    {shown(value, idioma)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
