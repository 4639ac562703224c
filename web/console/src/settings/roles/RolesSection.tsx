// Roles: those that come with the desk stay as they are; others are made of permissions.
import { useState } from "react";
import { useTextsOf } from "../../texts";
import { Button, LinkButton } from "../../ui/Button";
import { type Column, Table } from "../../ui/Table";
import { Tag } from "../../ui/Tag";
import type { wire } from "../../wire";
import { Loaded } from "../Loaded";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { RoleForm } from "./RoleForm";
import { rolesTexts } from "./texts";
import { useRoles } from "./use-roles";

export default function RolesSection() {
  const t = useTextsOf(rolesTexts);
  const s = useTextsOf(settingsTexts);
  const query = useRoles();
  const [open, setOpen] = useState<wire.Rol | "new" | null>(null);
  const columns: Column<wire.Rol>[] = [
    {
      id: "nombre",
      title: s.name,
      className: "whitespace-nowrap",
      cell: (role) => <LinkButton onClick={() => setOpen(role)}>{role.nombre}</LinkButton>,
    },
    {
      id: "permisos",
      title: t.may,
      className: "w-full text-ink-2 max-desk:hidden",
      cell: ({ permisos }) =>
        permisos.length === query.data?.permisos.length
          ? t.everything
          : permisos.map((each) => t.permissions[each]?.[0] ?? each).join(", "),
    },
    {
      id: "estado",
      title: "",
      className: "whitespace-nowrap",
      cell: ({ dos_pasos }) => dos_pasos && <Tag>{t.twoSteps}</Tag>,
    },
    { id: "agentes", title: t.agents, numeric: true, cell: ({ agentes }) => agentes },
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
            keyOf={({ codigo }) => codigo}
          />
        )}
      </Loaded>
      {open && query.data && (
        <RoleForm
          role={open === "new" ? null : open}
          all={query.data.permisos}
          onDone={() => setOpen(null)}
        />
      )}
    </SectionFrame>
  );
}
