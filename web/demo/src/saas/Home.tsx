// The first screen of a tenant's people: the day in four figures, what it holds, and what to know.

import { RecordTable } from "./RecordTable";
import { date, LOCALES, type Skin } from "./records";
import type { ScreenProps } from "./Screen";

export function Home({ persona, skin, t, idioma }: ScreenProps & { skin: Skin }) {
  const section = skin.sections[0]!;
  const name = persona.nombre.split(" ")[0] ?? "";
  const today = new Intl.DateTimeFormat(LOCALES[idioma], {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  return (
    <>
      <h1>{t.greeting(new Date().getHours(), name)}</h1>
      <p className="soft today">{today.format(date(0))}</p>
      <dl className="sheet figures">
        {skin.figures.map(([figure, value]) => (
          <div key={figure}>
            <dt>{t.figures[figure]}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="home">
        <section>
          <div className="heading">
            <h2>{t.today[section.path]}</h2>
            <a href={`#/${section.path}`}>{t.seeAll}</a>
          </div>
          <div className="sheet">
            <RecordTable entries={section.entries.filter(skin.today)} {...{ section, t, idioma }} />
          </div>
        </section>
        <section>
          <div className="heading">
            <h2>{t.notices}</h2>
          </div>
          <ul className="notices">
            {skin.notices.map((notice) => (
              <li key={notice.title}>
                {notice.hash ? <a href={notice.hash}>{notice.title}</a> : <b>{notice.title}</b>}
                <p>{notice.about}</p>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
