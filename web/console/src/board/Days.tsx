// Day by day: a picture, or the same as a table.
import { lazy, Suspense, useState } from "react";
import { useLanguage, useTextsOf } from "../texts";
import { LinkButton } from "../ui/Button";
import { Table } from "../ui/Table";
import type { wire } from "../wire";
import { Card } from "./Card";
import { boardTexts } from "./texts";

const DaysChart = lazy(() => import("./DaysChart"));

export function Days({ days }: { days: readonly wire.DiaEnTablero[] }) {
  const t = useTextsOf(boardTexts);
  const language = useLanguage();
  const [asTable, setAsTable] = useState(false);
  const opened = days.reduce((sum, { abiertos }) => sum + abiertos, 0);
  const closed = days.reduce((sum, { cerrados }) => sum + cerrados, 0);
  return (
    <Card
      title={t.byDay}
      actions={
        <>
          <Legend look="bg-accent" text={t.opened} />
          <Legend look="bg-accent-line ring-1 ring-accent ring-inset" text={t.closed} />
          <LinkButton className="text-sm" onClick={() => setAsTable(!asTable)}>
            {asTable ? t.asChart : t.asTable}
          </LinkButton>
        </>
      }
    >
      {asTable ? (
        <div className="max-h-[220px] overflow-y-auto">
          <Table
            caption={t.byDay}
            columns={[
              {
                id: "dia",
                title: t.day,
                cell: ({ dia }) =>
                  new Date(`${dia}T12:00`).toLocaleDateString(language, { dateStyle: "medium" }),
              },
              { id: "abiertos", title: t.opened, numeric: true, cell: ({ abiertos }) => abiertos },
              { id: "cerrados", title: t.closed, numeric: true, cell: ({ cerrados }) => cerrados },
            ]}
            rows={days}
            keyOf={({ dia }) => dia}
          />
        </div>
      ) : (
        <div
          role="img"
          aria-label={`${t.byDay}: ${t.opened} ${opened}, ${t.closed} ${closed}`}
          className="h-[220px]"
        >
          <Suspense fallback={<span className="skeleton block h-full" />}>
            <DaysChart days={days} />
          </Suspense>
        </div>
      )}
    </Card>
  );
}

function Legend({ look, text }: { look: string; text: string }) {
  return (
    <span className="hidden items-center gap-1.5 text-sm text-ink-2 desk:flex">
      <span aria-hidden="true" className={`size-2.5 rounded-[3px] ${look}`} /> {text}
    </span>
  );
}
