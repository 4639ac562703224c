// One chat of the inbox: who, which tenant, last words, since when; a third line where there is
// something to say.
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { duration, firstName, shortWhen } from "../format";
import { keepingList } from "../router";
import { useDesk } from "../session/desk-context";
import { reasonWord, type Texts, useLanguage, useTexts } from "../texts";
import { TenantMark } from "../ui/Mark";
import { Tag } from "../ui/Tag";
import type { Autor, BandejaFila } from "../wire";

type Props = { row: BandejaFila; isOpen: boolean; now: number };

export const InboxRow = memo(function InboxRow({ row, isOpen, now }: Props) {
  const t = useTexts();
  const language = useLanguage();
  const { me } = useDesk();
  const isUnread = row.sin_leer > 0;
  return (
    <Link
      to="/chats/$chatId"
      params={{ chatId: String(row.id) }}
      search={keepingList}
      data-chat={row.id}
      aria-current={isOpen ? "page" : undefined}
      className="focus-inside relative flex gap-2.5 border-b border-line px-3.5 py-2.5 before:absolute before:inset-y-0 before:left-0 before:w-[3px] hover:bg-sunk aria-[current]:bg-accent-soft aria-[current]:before:bg-accent"
    >
      <span className="mt-0.5 flex-none">
        <TenantMark tenant={row.tenant} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-px">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate">
            <span className={isUnread ? "font-semibold" : "font-medium"}>{row.cliente.nombre}</span>{" "}
            <span className="text-ink-3">{row.tenant.nombre}</span>
          </span>
          <time dateTime={row.ultima_actividad} className="flex-none text-sm text-ink-3">
            {shortWhen(row.ultima_actividad, now, language)}
          </time>
        </span>
        <span className="flex items-center gap-2">
          <span className={`min-w-0 flex-1 truncate ${isUnread ? "text-ink" : "text-ink-2"}`}>
            {lastWords(t, row, me)}
          </span>
          {isUnread && <Unread n={row.sin_leer} />}
        </span>
        <Tags row={row} now={now} />
      </span>
    </Link>
  );
});

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
      {isBack && <Tag look="back">{t.back}</Tag>}
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
