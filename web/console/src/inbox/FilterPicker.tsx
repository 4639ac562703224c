// What the list can be narrowed by, all in one box: companies, tags, teams, people.
import { useMemo } from "react";
import { useTags, useTenants } from "../data/queries";
import type { DeskSearch } from "../desk-search";
import { useTeam } from "../team/use-team";
import { useTeams } from "../team/use-teams";
import { useTexts } from "../texts";
import { Avatar } from "../ui/Avatar";
import { TenantMark } from "../ui/Mark";
import { type Option, Picker } from "../ui/Picker";
import { Dot } from "../ui/Tag";

type Props = { search: DeskSearch; onPick: (more: DeskSearch) => void };

export function FilterPicker({ search, onPick }: Props) {
  const t = useTexts();
  const { data: tenants } = useTenants();
  const { data: tags } = useTags();
  const teams = useTeams();
  const team = useTeam();
  const { tenant, etiqueta } = search;
  const { options, means } = useMemo(() => {
    const means = new Map<string, DeskSearch>();
    const options: Option<string>[] = [];
    const offer = (option: Option<string>, change: DeskSearch) => {
      options.push(option);
      means.set(option.id, change);
    };
    offer({ id: "back", text: t.filterBack }, { reapertura: true });
    offer({ id: "important", text: t.filterImportant }, { importante: true });
    if (teams.length > 0) offer({ id: "mine", text: t.filterMyTeams }, { equipo: "mio" });
    for (const { nombre, color } of tags?.resultados ?? []) {
      const all = [...new Set([...(etiqueta?.split(",") ?? []), nombre])].join(",");
      offer(
        { id: `t${nombre}`, text: nombre, hint: t.filterTag, mark: <Dot color={color} /> },
        { etiqueta: all },
      );
    }
    for (const { tenant: each } of tenants?.resultados ?? []) {
      const all = [...new Set([...(tenant?.split(",") ?? []), each.slug])].join(",");
      offer(
        {
          id: `c${each.slug}`,
          text: each.nombre,
          keywords: each.slug,
          hint: t.filterTenant,
          mark: <TenantMark tenant={each} size="s" />,
        },
        { tenant: all },
      );
    }
    for (const { id, nombre, color } of teams) {
      const mark = <Dot color={color} />;
      offer({ id: `e${id}`, text: nombre, hint: t.filterTeam, mark }, { equipo: String(id) });
    }
    for (const mate of team) {
      const mark = <Avatar name={mate.nombre} src={mate.avatar} small />;
      offer(
        { id: `a${mate.id}`, text: mate.nombre, hint: t.filterAssignee, mark },
        { asignado: String(mate.id) },
      );
    }
    return { options, means };
  }, [t, tenants, tags, teams, team, tenant, etiqueta]);

  return (
    <Picker
      label={t.filter}
      options={options}
      selected={[]}
      onPick={(id) => onPick(means.get(id) ?? {})}
    />
  );
}
