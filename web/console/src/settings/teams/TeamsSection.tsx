// Teams: who is in them, how their chats are given out, and their hours.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../../data/queries";
import { useTeam } from "../../team/use-team";
import { useTextsOf } from "../../texts";
import { Avatar } from "../../ui/Avatar";
import { Button, LinkButton } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { type Column, Table } from "../../ui/Table";
import { Dot } from "../../ui/Tag";
import type { wire } from "../../wire";
import { Loaded } from "../Loaded";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { TeamForm } from "./TeamForm";
import { teamsTexts } from "./texts";

const PATH = "/api/soporte/equipos/";

export default function TeamsSection() {
  const t = useTextsOf(teamsTexts);
  const s = useTextsOf(settingsTexts);
  const query = useQuery({
    queryKey: ["equipos", PATH],
    queryFn: () => get<{ resultados: wire.Equipo[] }>(PATH),
  });
  const [open, setOpen] = useState<wire.Equipo | "new" | null>(null);
  const columns: Column<wire.Equipo>[] = [
    {
      id: "nombre",
      title: s.name,
      cell: (team) => (
        <span className="flex items-center gap-2">
          <Dot color={team.color} />
          <LinkButton onClick={() => setOpen(team)}>{team.nombre}</LinkButton>
        </span>
      ),
    },
    {
      id: "miembros",
      title: t.members,
      className: "w-full",
      cell: ({ miembros }) => <Faces ids={miembros} />,
    },
    {
      id: "asignacion",
      title: t.how,
      className: "whitespace-nowrap text-ink-2 max-desk:hidden",
      cell: ({ asignacion }) => t.ways[asignacion ?? "ajustes"],
    },
    {
      id: "horario",
      title: t.hours,
      className: "whitespace-nowrap text-ink-2 max-desk:hidden",
      cell: ({ horario }) => (horario ? t.own : t.asEveryone),
    },
  ];
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
      <Loaded query={query}>
        {({ resultados }) => (
          <Table
            caption={t.title}
            columns={columns}
            rows={resultados}
            keyOf={({ id }) => id}
            empty={<Notice title={t.none}>{t.noneHelp}</Notice>}
          />
        )}
      </Loaded>
      {open && <TeamForm team={open === "new" ? null : open} onDone={() => setOpen(null)} />}
    </SectionFrame>
  );
}

const SHOWN = 6;

function Faces({ ids }: { ids: readonly number[] }) {
  const t = useTextsOf(teamsTexts);
  const team = useTeam().filter(({ id }) => ids.includes(id));
  if (team.length === 0) return <span className="text-ink-3">{t.nobody}</span>;
  return (
    <span className="flex items-center gap-1">
      <span className="sr-only">{team.map(({ nombre }) => nombre).join(", ")}</span>
      {team.slice(0, SHOWN).map((mate) => (
        <span key={mate.id} title={mate.nombre}>
          <Avatar name={mate.nombre} src={mate.avatar} small />
        </span>
      ))}
      {team.length > SHOWN && <span className="text-ink-3">+{team.length - SHOWN}</span>}
    </span>
  );
}
