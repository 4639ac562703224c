// One tenant: how many of its chats are open, who writes, and what soporte has noted of it.
import { Link, useParams } from "@tanstack/react-router";
import { useTenant } from "../data/queries";
import { shortWhen } from "../format";
import { codigoOf } from "../http";
import { problemText, useLanguage, useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { TenantMark } from "../ui/Mark";
import { Notice } from "../ui/Notice";
import { PageHeader } from "../ui/PageHeader";
import { type Column, Table } from "../ui/Table";
import { useNow } from "../ui/use-now";
import type { wire } from "../wire";
import { TenantNotes } from "./TenantNotes";
import { tenantTexts } from "./texts";

export function TenantPage() {
  const t = useTextsOf(tenantTexts);
  const common = useTexts();
  const { slug = "" } = useParams({ strict: false });
  const { data: ficha, error, refetch } = useTenant(slug);

  if (error) {
    const isMissing = codigoOf(error) === "no_encontrado";
    return (
      <main className="grid min-h-0 min-w-0 bg-panel">
        <Notice alert title={isMissing ? t.notFound : problemText(common, codigoOf(error))}>
          {!isMissing && <Button onClick={() => void refetch()}>{common.retry}</Button>}
        </Notice>
      </main>
    );
  }
  return (
    <main className="flex min-h-0 min-w-0 flex-col bg-panel">
      <PageHeader
        name={ficha?.tenant.nombre}
        title={
          ficha ? (
            <span className="flex items-center gap-2.5">
              <TenantMark tenant={ficha.tenant} /> {ficha.tenant.nombre}
            </span>
          ) : (
            <span className="skeleton inline-block h-5 w-44" />
          )
        }
        about={ficha && [ficha.tenant.slug, ficha.plan].filter(Boolean).join(" · ")}
      >
        <Link
          to="/"
          search={{ tenant: slug }}
          className="inline-flex min-h-8 items-center rounded-sm border border-line-strong bg-panel px-3 font-medium hover:bg-sunk max-desk:min-h-11"
        >
          {t.seeChats}
        </Link>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto p-6 max-desk:px-3">
        {ficha ? <Facts ficha={ficha} /> : <Skeleton label={common.loading} />}
      </div>
    </main>
  );
}

function Facts({ ficha }: { ficha: wire.FichaDeTenant }) {
  const t = useTextsOf(tenantTexts);
  const { slug } = ficha.tenant;
  return (
    <div className="mx-auto grid max-w-6xl items-start gap-6 wide:grid-cols-[minmax(0,1fr)_320px]">
      <div className="flex min-w-0 flex-col gap-6">
        {ficha.suspendido && (
          <p className="rounded-md bg-danger-soft px-3 py-2 text-danger">{t.suspended}</p>
        )}
        <ul className="grid grid-cols-2 gap-3">
          <Figure name={t.open} n={ficha.abiertos} search={{ tenant: slug }} />
          <Figure
            name={t.waiting}
            n={ficha.esperan}
            search={{ tenant: slug, vista: "esperan" }}
            waits
          />
        </ul>
        <section>
          <h2 className="mb-2 font-semibold">{t.people}</h2>
          <People slug={slug} people={ficha.personas ?? []} />
        </section>
      </div>
      <TenantNotes key={slug} ficha={ficha} />
    </div>
  );
}

type FigureProps = {
  name: string;
  n: number;
  search: { tenant: string; vista?: "esperan" };
  waits?: boolean;
};

function Figure({ name, n, search, waits = false }: FigureProps) {
  return (
    <li>
      <Link
        to="/"
        search={search}
        className="block rounded-md border border-line px-4 py-3 hover:bg-sunk"
      >
        <span className="block text-sm text-ink-3">{name}</span>
        <span className={`block text-2xl font-semibold ${waits && n > 0 ? "text-wait" : ""}`}>
          {n}
        </span>
      </Link>
    </li>
  );
}

function People({ slug, people }: { slug: string; people: readonly wire.PersonaDeTenant[] }) {
  const t = useTextsOf(tenantTexts);
  const language = useLanguage();
  const now = useNow();
  const columns: Column<wire.PersonaDeTenant>[] = [
    {
      id: "who",
      title: t.person,
      cell: ({ cliente_id, nombre }) => (
        <Link
          to="/"
          search={{ tenant: slug, cliente: String(cliente_id), vista: "todos" }}
          className="font-medium hover:text-accent hover:underline"
        >
          {nombre || String(cliente_id)}
        </Link>
      ),
    },
    { id: "chats", title: t.chats, numeric: true, cell: ({ chats }) => chats },
    { id: "open", title: t.openOnes, numeric: true, cell: ({ abiertos }) => abiertos },
    {
      id: "last",
      title: t.last,
      numeric: true,
      cell: ({ ultima_actividad }) => shortWhen(ultima_actividad, now, language),
    },
  ];
  return (
    <Table
      caption={t.people}
      columns={columns}
      rows={people}
      keyOf={({ cliente_id }) => cliente_id}
      empty={<p className="text-ink-3">{t.peopleNone}</p>}
    />
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" className="mx-auto flex max-w-6xl flex-col gap-6">
      <span className="sr-only">{label}</span>
      <span className="skeleton h-20" />
      <span className="skeleton h-64" />
    </div>
  );
}
