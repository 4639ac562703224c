// The agents: who they are, what they may do and see; made, changed, let in again.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../../data/queries";
import { shortWhen } from "../../format";
import { useLanguage, useTextsOf } from "../../texts";
import { Avatar } from "../../ui/Avatar";
import { Button, LinkButton } from "../../ui/Button";
import { TextInput } from "../../ui/fields";
import { matches } from "../../ui/fold";
import { Notice } from "../../ui/Notice";
import { type Column, Table } from "../../ui/Table";
import { Tag } from "../../ui/Tag";
import { useNow } from "../../ui/use-now";
import type { wire } from "../../wire";
import { Loaded } from "../Loaded";
import { useRoles } from "../roles/use-roles";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { AgentForm } from "./AgentForm";
import { agentsTexts } from "./texts";

const PATH = "/api/soporte/agentes/";

type Row = wire.AgenteDeEquipo;

export default function AgentsSection() {
  const t = useTextsOf(agentsTexts);
  const query = useQuery({
    queryKey: ["agentes", PATH],
    queryFn: () => get<wire.AgentesDeEquipo>(PATH),
  });
  const [words, setWords] = useState("");
  const [open, setOpen] = useState<number | "new" | null>(null);
  const chosen = query.data?.resultados.find(({ id }) => id === open);
  return (
    <SectionFrame
      wide
      title={t.title}
      about={t.about}
      actions={
        <Button look="primary" onClick={() => setOpen("new")}>
          {t.create}
        </Button>
      }
    >
      <TextInput
        type="search"
        className="mb-3 max-w-sm"
        aria-label={t.search}
        placeholder={t.search}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <Loaded query={query}>
        {({ resultados }) => (
          <AgentTable
            rows={resultados.filter((each) =>
              matches(`${each.nombre} ${each.usuario} ${each.email}`, words),
            )}
            onOpen={setOpen}
          />
        )}
      </Loaded>
      {(open === "new" || chosen) && (
        <AgentForm agente={chosen ?? null} onDone={() => setOpen(null)} />
      )}
    </SectionFrame>
  );
}

function AgentTable({ rows, onOpen }: { rows: Row[]; onOpen: (id: number) => void }) {
  const t = useTextsOf(agentsTexts);
  const s = useTextsOf(settingsTexts);
  const language = useLanguage();
  const now = useNow(60_000);
  const roles = useRoles().data?.resultados ?? [];
  const columns: Column<Row>[] = [
    {
      id: "nombre",
      title: s.name,
      className: "w-full",
      cell: (row) => (
        <span className="flex items-center gap-2.5">
          <Avatar name={row.nombre || row.usuario} src={row.avatar} />
          <span className="min-w-0 leading-tight">
            <LinkButton onClick={() => onOpen(row.id)}>{row.nombre || row.usuario}</LinkButton>
            <span className="block text-sm text-ink-3">{row.usuario}</span>
          </span>
        </span>
      ),
    },
    {
      id: "rol",
      title: t.role,
      className: "whitespace-nowrap",
      cell: ({ rol }) => roles.find(({ codigo }) => codigo === rol)?.nombre ?? rol,
    },
    {
      id: "tenants",
      title: t.tenants,
      className: "whitespace-nowrap text-ink-2 max-desk:hidden",
      cell: ({ tenants }) =>
        tenants === null
          ? t.all
          : tenants.length > 2
            ? t.some(tenants.length)
            : tenants.map(({ nombre }) => nombre).join(", "),
    },
    {
      id: "entrado",
      title: t.lastIn,
      className: "whitespace-nowrap text-ink-2 max-desk:hidden",
      cell: ({ entrado_en }) => (entrado_en ? shortWhen(entrado_en, now, language) : t.never),
    },
    {
      id: "estado",
      title: "",
      className: "whitespace-nowrap",
      cell: ({ activo, dos_pasos }) =>
        activo ? dos_pasos && <Tag>{t.twoSteps}</Tag> : <Tag>{t.inactive}</Tag>,
    },
  ];
  return (
    <Table
      caption={t.title}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={<Notice title={t.none} />}
    />
  );
}
