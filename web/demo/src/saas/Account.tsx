// The first screen of the platform's own customers: their plan, how much of it they use, their last invoices.

import { RecordTable } from "./RecordTable";
import { date, LOCALES, type Section, shown } from "./records";
import type { ScreenProps } from "./Screen";
import { accountOf } from "./skins/account";

export function Account({ persona, sections, t, idioma }: ScreenProps & { sections: Section[] }) {
  const account = accountOf(persona.papel);
  const invoices = sections[0]!;
  const number = new Intl.NumberFormat(LOCALES[idioma], {
    useGrouping: "always",
  });
  const day = new Intl.DateTimeFormat(LOCALES[idioma], {
    day: "numeric",
    month: "long",
  });
  return (
    <>
      <h1>{persona.papel}</h1>
      <p className="soft">{persona.email}</p>
      <div className="account">
        <section className="sheet plan">
          <h2>{t.account.plan}</h2>
          <p className="plan-name">{account.plan}</p>
          <p>
            {shown({ euros: account.euros }, idioma)} {t.account.perMonth}
          </p>
          <p className="soft">
            {t.account.renews}: {day.format(date(account.renews))}
          </p>
        </section>
        <section className="sheet usage">
          <h2>{t.account.usage}</h2>
          {account.usage.map(([name, used, limit, unit]) => (
            <div key={name} className="meter">
              <label htmlFor={name}>{t.account[name]}</label>
              <span>
                {t.account.of(number.format(used), number.format(limit) + (unit ? ` ${unit}` : ""))}
              </span>
              <meter id={name} value={used} max={limit} />
            </div>
          ))}
        </section>
      </div>
      {invoices.entries.length > 0 && (
        <section>
          <div className="heading">
            <h2>{t.account.lastInvoices}</h2>
            <a href="#/facturas">{t.seeAll}</a>
          </div>
          <div className="sheet">
            <RecordTable
              section={invoices}
              entries={invoices.entries.slice(0, 3)}
              {...{ t, idioma }}
            />
          </div>
        </section>
      )}
    </>
  );
}
