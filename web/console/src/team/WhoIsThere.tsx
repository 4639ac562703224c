// Everyone who answers: who is in line, who is away, and how much each has.
import { Sheet } from "../over/Sheet";
import { useTexts, useTextsOf } from "../texts";
import { Avatar } from "../ui/Avatar";
import { Notice } from "../ui/Notice";
import { teamTexts } from "./texts";
import { type Teammate, useTeam } from "./use-team";

const PLACE = { en_linea: 0, ausente: 1, desconectado: 2 } as const;

export default function WhoIsThere({ onClose }: { onClose: () => void }) {
  const t = useTextsOf(teamTexts);
  const { whoIsThere } = useTexts();
  const team = [...useTeam()].sort(
    (a, b) => PLACE[a.estado] - PLACE[b.estado] || a.nombre.localeCompare(b.nombre),
  );
  return (
    <Sheet title={whoIsThere} onClose={onClose}>
      {team.length === 0 ? (
        <Notice title={t.nobody} />
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto p-2">
          {team.map((mate) => (
            <Person key={mate.id} mate={mate} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Person({ mate }: { mate: Teammate }) {
  const t = useTextsOf(teamTexts);
  const words = { en_linea: t.inLine, ausente: t.away, desconectado: t.gone };
  const share = Math.min(1, mate.abiertos / Math.max(1, mate.capacidad));
  return (
    <li className="flex items-center gap-3 rounded-sm px-2 py-2">
      <Avatar name={mate.nombre} src={mate.avatar} state={mate.estado} />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate font-medium">{mate.nombre}</span>
        <span className="block text-sm text-ink-3">{words[mate.estado]}</span>
      </span>
      <span className="flex flex-col items-end gap-1 text-sm text-ink-2 tabular-nums">
        {t.loadShort(mate.abiertos, mate.capacidad)}
        <svg aria-hidden="true" viewBox="0 0 48 4" className="h-1 w-12 rounded-full">
          <rect width="48" height="4" rx="2" className="fill-line" />
          <rect
            width={48 * share}
            height="4"
            rx="2"
            className={share >= 1 ? "fill-wait" : "fill-accent"}
          />
        </svg>
      </span>
    </li>
  );
}
