// One chat of the inbox: who, which tenant, last words, since when; a third line where there is
// something to say.
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { keepingList } from "../desk-search";
import { duration, firstName, shortWhen } from "../format";
import { useDesk } from "../session/desk-context";
import { useTeammate } from "../team/use-team";
import { reasonWord, type Texts, useLanguage, useTexts } from "../texts";
import { Avatar } from "../ui/Avatar";
import { TenantMark } from "../ui/Mark";
import { Tag } from "../ui/Tag";
import type { Autor, BandejaFila } from "../wire";

type Props = {
  row: BandejaFila;
  isOpen: boolean;
  now: number;
  isChosen: boolean;
  /** Boxes are out: something is chosen. */
  isChoosing: boolean;
  onChoose: (id: number, extends_: boolean) => void;
};

export const InboxRow = memo(function InboxRow({ row, isOpen, now, ...choice }: Props) {
  const t = useTexts();
  const language = useLanguage();
  const desk = useDesk();
  const isUnread = row.sin_leer > 0;
  return (
    <div className="group relative border-b border-line contain-content">
      <Chooser row={row} {...choice} />
      <Link
        to="/chats/$chatId"
        params={{ chatId: String(row.id) }}
        search={keepingList}
        data-chat={row.id}
        aria-current={isOpen ? "page" : undefined}
        data-chosen={choice.isChosen || undefined}
        // The press says which chat it will be: what it needs is under way before the click.
        onPointerDown={(event) => {
          if (event.pointerType === "mouse" && event.button === 0 && !event.shiftKey) {
            desk.chat(row.id).warm();
          }
        }}
        onClick={(event) => {
          if (!event.shiftKey) return;
          event.preventDefault();
          choice.onChoose(row.id, true);
        }}
        className="focus-inside relative flex gap-2.5 px-3.5 py-2.5 before:absolute before:inset-y-0 before:left-0 before:w-[3px] hover:bg-sunk aria-[current]:bg-accent-soft aria-[current]:before:bg-accent data-chosen:bg-accent-soft"
      >
        <span
          className={
            choice.isChoosing
              ? "invisible"
              : "group-has-[input:focus-visible]:invisible desk:group-hover:invisible"
          }
        >
          <span className="mt-0.5 block flex-none">
            <TenantMark tenant={row.tenant} />
          </span>
        </span>
        <span className="flex min-w-0 flex-1 flex-col gap-px">
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1 truncate">
              <span className={isUnread ? "font-semibold" : "font-medium"}>
                {row.cliente.nombre}
              </span>{" "}
              <span className="text-ink-3">{row.tenant.nombre}</span>
            </span>
            <time dateTime={row.ultima_actividad} className="flex-none text-sm text-ink-3">
              {shortWhen(row.ultima_actividad, now, language)}
            </time>
          </span>
          <span className="flex items-center gap-2">
            <span className={`min-w-0 flex-1 truncate ${isUnread ? "text-ink" : "text-ink-2"}`}>
              {lastWords(t, row, desk.me)}
            </span>
            {isUnread && <Unread n={row.sin_leer} />}
            {row.asignado_a !== null && <Assignee id={row.asignado_a} />}
          </span>
          <Tags row={row} now={now} />
        </span>
      </Link>
    </div>
  );
});

// Where the tenant's mark is, while the pointer or the focus is there, or something is chosen.
function Chooser({
  row,
  isChosen,
  isChoosing,
  onChoose,
}: Pick<Props, "row" | "isChosen" | "isChoosing" | "onChoose">) {
  const t = useTexts();
  return (
    <label
      className={`absolute top-3 left-3.5 z-10 grid size-7 cursor-pointer place-items-center has-focus-visible:opacity-100 ${isChoosing ? "" : "opacity-0 max-desk:hidden desk:group-hover:opacity-100"}`}
    >
      <span className="sr-only">{t.select(row.cliente.nombre)}</span>
      <input
        type="checkbox"
        tabIndex={isChoosing ? 0 : -1}
        checked={isChosen}
        onChange={(event) => onChoose(row.id, (event.nativeEvent as MouseEvent).shiftKey === true)}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  );
}

function Assignee({ id }: { id: number }) {
  const t = useTexts();
  const mate = useTeammate(id);
  if (!mate) return null;
  return (
    <span title={t.assignedTo(mate.nombre)} className="flex-none">
      <Avatar name={mate.nombre} src={mate.avatar} small />
      <span className="sr-only">{t.assignedTo(mate.nombre)}</span>
    </span>
  );
}

function Unread({ n }: { n: number }) {
  const t = useTexts();
  return (
    <span className="min-w-[18px] flex-none rounded-full bg-accent px-[5px] text-center text-xs leading-[18px] font-semibold text-accent-ink">
      <span aria-hidden="true">{n > 99 ? "99+" : n}</span>
      <span className="sr-only">{t.unread(n)}</span>
    </span>
  );
}

function Tags({ row, now }: { row: BandejaFila; now: number }) {
  const t = useTexts();
  const waits = row.espera_desde !== null && !row.cerrado;
  // News until somebody has answered; then the chat itself tells what happened before.
  const isBack = row.reapertura && waits;
  if (!waits && !isBack && !row.cerrado && row.etiquetas.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1.5">
      {isBack && (
        <Tag look="back">
          {row.razon_anterior ? t.backWhy(reasonWord(t, row.razon_anterior)) : t.back}
        </Tag>
      )}
      {waits && <Tag look="wait">{t.waitingFor(duration(row.espera_desde!, now))}</Tag>}
      {row.cerrado && <Tag>{reasonWord(t, row.razon_cierre)}</Tag>}
      {row.etiquetas.map((each) => (
        <Tag key={each}>{each}</Tag>
      ))}
    </span>
  );
}

function lastWords(t: Texts, row: BandejaFila, me: Autor): string {
  const words = row.ultimo_texto || t.attachment;
  const autor = row.ultimo_autor;
  if (autor?.tipo !== "soporte") return words;
  return `${autor.id === me.id ? t.you : firstName(autor.nombre)}: ${words}`;
}
