// Whose chat it is to be: an agente or a team, those who are there first.
import { UserRoundX, Users } from "lucide-react";
import { useMemo } from "react";
import { useDesk } from "../session/desk-context";
import { type Teammate, useTeam } from "../team/use-team";
import { useTeams } from "../team/use-teams";
import { useTexts } from "../texts";
import { Avatar } from "../ui/Avatar";
import { type Option, Picker } from "../ui/Picker";
import type { Assignment } from "./actions";

type Props = {
  agente: number | null;
  equipo: number | null;
  onPick: (to: Assignment) => void;
};

const PLACE = { en_linea: 0, ausente: 1, desconectado: 2 };

export function AssignPicker({ agente, equipo, onPick }: Props) {
  const t = useTexts();
  const { me } = useDesk();
  const team = useTeam();
  const teams = useTeams();
  const options = useMemo((): Option<string>[] => {
    const first = (mate: Teammate) => (mate.id === me.id ? -1 : PLACE[mate.estado]);
    const people = [...team].sort(
      (a, b) => first(a) - first(b) || a.nombre.localeCompare(b.nombre),
    );
    return [
      ...people.map((mate) => ({
        id: `a${mate.id}`,
        text: mate.id === me.id ? `${mate.nombre} (${t.you})` : mate.nombre,
        keywords: mate.usuario,
        mark: <Avatar name={mate.nombre} src={mate.avatar} state={mate.estado} small />,
        hint: `${mate.abiertos}/${mate.capacidad}`,
      })),
      {
        id: "nobody",
        text: t.none,
        mark: <UserRoundX size={16} aria-hidden="true" className="text-ink-3" />,
      },
      ...teams.map(({ id, nombre }) => ({
        id: `e${id}`,
        text: nombre,
        hint: t.team,
        mark: <Users size={16} aria-hidden="true" className="text-ink-3" />,
      })),
    ];
  }, [team, teams, me.id, t]);
  const selected = [agente === null ? "nobody" : `a${agente}`, ...(equipo ? [`e${equipo}`] : [])];

  return (
    <Picker
      label={t.assignTo}
      options={options}
      selected={selected}
      onPick={(picked) => {
        if (picked === "nobody") onPick({ agente_id: null });
        else if (picked.startsWith("e"))
          onPick({ agente_id: null, equipo_id: Number(picked.slice(1)) });
        else onPick({ agente_id: Number(picked.slice(1)) });
      }}
    />
  );
}
