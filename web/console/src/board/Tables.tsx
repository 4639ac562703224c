// Who: by person, by company, by agente.
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useLanguage, useTextsOf } from "../texts";
import { LinkButton } from "../ui/Button";
import { TenantMark } from "../ui/Mark";
import { type Column, type Sorting, Table } from "../ui/Table";
import type { wire } from "../wire";
import { Share } from "./Bars";
import { Card } from "./Card";
import { boardTexts } from "./texts";
import { took } from "./times";
import { type Asked, behind } from "./use-board";

const SHOWN = 10;

type Counted = { abiertos: number; cerrados: number };

function useSorted<Row extends Counted>(rows: readonly Row[], nameOf: (row: Row) => string) {
  const [sorting, setSorting] = useState<Sorting>({ by: "abiertos", down: true });
  const [all, setAll] = useState(false);
  const sorted = useMemo(() => {
    const value = (row: Row) => (sorting.by === "cerrados" ? row.cerrados : row.abiertos);
    const order = (a: Row, b: Row) =>
      sorting.by === "name"
        ? nameOf(a).localeCompare(nameOf(b))
        : value(a) - value(b) || a.cerrados - b.cerrados;
    const up = [...rows].sort(order);
    return sorting.down ? up.reverse() : up;
  }, [rows, sorting, nameOf]);
  return { rows: all ? sorted : sorted.slice(0, SHOWN), sorting, setSorting, all, setAll };
}

const personName = ({ nombre, cliente_id }: wire.ClienteEnTablero) => nombre || String(cliente_id);
const tenantName = ({ tenant }: wire.TenantEnTablero) => tenant.nombre;

export function People({
  people,
  asked,
}: {
  people: readonly wire.ClienteEnTablero[];
  asked: Asked;
}) {
  const t = useTextsOf(boardTexts);
  const { rows, all, setAll, ...sorted } = useSorted(people, personName);
  const columns: Column<wire.ClienteEnTablero>[] = [
    {
      id: "name",
      title: t.person,
      sortable: true,
      cell: (row) => (
        <Link
          to="/"
          search={behind(asked, {
            vista: "todos",
            tenant: row.tenant.slug,
            cliente: String(row.cliente_id),
          })}
          className="font-medium hover:text-accent hover:underline"
        >
          {personName(row)}
        </Link>
      ),
    },
    {
      id: "tenant",
      title: t.company,
      className: "max-desk:hidden",
      cell: ({ tenant }) => (
        <span className="flex items-center gap-2">
          <TenantMark tenant={tenant} size="s" /> <span className="truncate">{tenant.nombre}</span>
        </span>
      ),
    },
    ...counted<wire.ClienteEnTablero>(t),
  ];
  return (
    <Card title={t.byPerson} className="wide:col-span-2">
      <Table
        caption={t.byPerson}
        columns={columns}
        rows={rows}
        keyOf={({ tenant, cliente_id }) => `${tenant.slug}/${cliente_id}`}
        sorting={sorted.sorting}
        onSort={sorted.setSorting}
      />
      {!all && people.length > SHOWN && (
        <LinkButton className="mt-2 text-sm" onClick={() => setAll(true)}>
          {t.showAll(people.length)}
        </LinkButton>
      )}
    </Card>
  );
}

export function Tenants({
  tenants,
  asked,
}: {
  tenants: readonly wire.TenantEnTablero[];
  asked: Asked;
}) {
  const t = useTextsOf(boardTexts);
  const { rows, all, setAll, ...sorted } = useSorted(tenants, tenantName);
  const columns: Column<wire.TenantEnTablero>[] = [
    {
      id: "name",
      title: t.company,
      sortable: true,
      cell: ({ tenant }) => (
        <Link
          to="/"
          search={behind(asked, { vista: "todos", tenant: tenant.slug })}
          className="flex items-center gap-2 font-medium hover:text-accent hover:underline"
        >
          <TenantMark tenant={tenant} size="s" /> <span className="truncate">{tenant.nombre}</span>
        </Link>
      ),
    },
    ...counted<wire.TenantEnTablero>(t),
  ];
  return (
    <Card title={t.byTenant}>
      <Table
        caption={t.byTenant}
        columns={columns}
        rows={rows}
        keyOf={({ tenant }) => tenant.slug}
        sorting={sorted.sorting}
        onSort={sorted.setSorting}
      />
      {!all && tenants.length > SHOWN && (
        <LinkButton className="mt-2 text-sm" onClick={() => setAll(true)}>
          {t.showAll(tenants.length)}
        </LinkButton>
      )}
    </Card>
  );
}

function counted<Row extends Counted>(t: {
  stillOpen: string;
  alreadyClosed: string;
  share: string;
  shareText: (open: number, closed: number) => string;
}): Column<Row>[] {
  return [
    {
      id: "abiertos",
      title: t.stillOpen,
      numeric: true,
      sortable: true,
      cell: ({ abiertos }) => abiertos,
    },
    {
      id: "cerrados",
      title: t.alreadyClosed,
      numeric: true,
      sortable: true,
      cell: ({ cerrados }) => cerrados,
    },
    {
      id: "share",
      title: <span className="sr-only">{t.share}</span>,
      className: "w-1/4 max-desk:hidden",
      cell: ({ abiertos, cerrados }) => (
        <Share open={abiertos} closed={cerrados} text={t.shareText(abiertos, cerrados)} />
      ),
    },
  ];
}

export function Agents({
  agents,
  asked,
}: {
  agents: readonly wire.AgenteEnTablero[];
  asked: Asked;
}) {
  const t = useTextsOf(boardTexts);
  const language = useLanguage();
  const columns: Column<wire.AgenteEnTablero>[] = [
    {
      id: "name",
      title: t.agent,
      cell: ({ agente_id, nombre }) =>
        agente_id === null ? (
          <span className="text-ink-2">{t.system}</span>
        ) : (
          <Link
            to="/"
            search={behind(asked, { vista: "cerrados", cerrado_por: String(agente_id) })}
            className="font-medium hover:text-accent hover:underline"
          >
            {nombre}
          </Link>
        ),
    },
    { id: "closed", title: t.closedBy, numeric: true, cell: ({ cerrados }) => cerrados },
    {
      id: "answered",
      title: t.answeredBy,
      numeric: true,
      className: "max-desk:hidden",
      cell: ({ respondidos }) => respondidos,
    },
    {
      id: "took",
      title: t.answerTime,
      numeric: true,
      cell: ({ primera_respuesta_s }) => took(primera_respuesta_s.p50, language) ?? "–",
    },
    {
      id: "rating",
      title: t.ratingOf,
      numeric: true,
      cell: ({ valoracion }) =>
        valoracion.media?.toLocaleString(language, { maximumFractionDigits: 1 }) ?? "–",
    },
  ];
  return (
    <Card title={t.byAgent}>
      <Table
        caption={t.byAgent}
        columns={columns}
        rows={agents}
        keyOf={({ agente_id }) => agente_id ?? "system"}
        empty={<p className="text-ink-3">{t.nothing}</p>}
      />
    </Card>
  );
}
