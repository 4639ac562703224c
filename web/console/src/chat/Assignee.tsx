// Whose the chat is, and the way to give it to somebody else; one that is nobody's is taken with one press.
import { UserRound, Users } from "lucide-react";
import { firstName } from "../format";
import { AssignPicker } from "../inbox/AssignPicker";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { useTeammate } from "../team/use-team";
import { useTeams } from "../team/use-teams";
import { useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Popover } from "../ui/Popover";
import { useIsPhone } from "../ui/use-screen";
import { useChatActions } from "./use-chat-actions";
import { useRow } from "./use-row";

export function Assignee({ chat }: { chat: ChatStore }) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const { yo, me } = useDesk();
  const isPhone = useIsPhone();
  const { asignado_a, equipo_id } = useRow(chat);
  const actions = useChatActions(chat, asignado_a);
  const mate = useTeammate(asignado_a);
  const team = useTeams().find(({ id }) => id === equipo_id);
  const isNobodys = asignado_a === null && !team;
  const isMine = asignado_a === me.id;
  const name = isMine ? w.mine : mate ? firstName(mate.nombre) : (team?.nombre ?? t.assignTo);
  const mark = mate ? (
    <Avatar name={mate.nombre} src={mate.avatar} state={mate.estado} small />
  ) : team ? (
    <Users size={15} aria-hidden="true" className="text-ink-3" />
  ) : (
    <UserRound size={15} aria-hidden="true" className="text-ink-3" />
  );

  if (!may(yo, "asignar")) {
    return asignado_a === null && !team ? null : (
      <span className="flex items-center gap-1.5 text-sm text-ink-2">
        {mark} {!isPhone && name}
      </span>
    );
  }
  return (
    <>
      {asignado_a === null && !isPhone && (
        <Button data-key="take" onClick={() => void actions.take()}>
          {w.take}
        </Button>
      )}
      <Popover
        label={t.assignTo}
        align="end"
        button={(props) => (
          <Button
            look="quiet"
            data-key="assign"
            aria-label={asignado_a === null ? t.assignTo : w.assignedTo(name)}
            title={t.assignTo}
            className="!px-2"
            {...props}
          >
            {mark}
            <span className={isNobodys ? "sr-only" : "max-w-32 truncate max-desk:sr-only"}>
              {name}
            </span>
          </Button>
        )}
      >
        {(close) => (
          <AssignPicker
            agente={asignado_a}
            equipo={equipo_id}
            onPick={(to) => {
              close();
              void actions.assign(to);
            }}
          />
        )}
      </Popover>
    </>
  );
}
