// Acts, one a row: when, who, what, from where.
import { Link } from "@tanstack/react-router";
import { whenWithHour } from "../../format";
import { useLanguage, useTextsOf } from "../../texts";
import { TenantMark } from "../../ui/Mark";
import { Notice } from "../../ui/Notice";
import { type Column, Table } from "../../ui/Table";
import { useNow } from "../../ui/use-now";
import type { wire } from "../../wire";
import { sentence } from "./sentence";
import { auditTexts } from "./texts";

export function ActTable({ acts }: { acts: wire.Acto[] }) {
  const t = useTextsOf(auditTexts);
  const language = useLanguage();
  const now = useNow(60_000);
  const columns: Column<wire.Acto>[] = [
    {
      id: "en",
      title: t.when,
      className: "whitespace-nowrap text-ink-2 tabular-nums",
      cell: ({ en }) => <time dateTime={en}>{whenWithHour(en, now, language)}</time>,
    },
    {
      id: "agente",
      title: t.who,
      className: "whitespace-nowrap",
      cell: ({ agente }) => agente?.nombre ?? t.system,
    },
    {
      id: "accion",
      title: t.what,
      className: "w-full",
      cell: (act) =>
        act.chat_id === null ? (
          sentence(act, language)
        ) : (
          <Link
            to="/chats/$chatId"
            params={{ chatId: String(act.chat_id) }}
            className="hover:text-accent hover:underline"
          >
            {sentence(act, language)}
          </Link>
        ),
    },
    {
      id: "tenant",
      title: t.tenant,
      className: "whitespace-nowrap max-desk:hidden",
      cell: ({ tenant }) =>
        tenant && (
          <span className="flex items-center gap-2">
            <TenantMark tenant={tenant} size="s" /> {tenant.nombre}
          </span>
        ),
    },
    {
      id: "ip",
      title: t.from,
      className: "whitespace-nowrap text-ink-3 max-desk:hidden",
      cell: ({ ip }) => ip,
    },
  ];
  return (
    <Table
      caption={t.title}
      columns={columns}
      rows={acts}
      keyOf={({ id }) => id}
      empty={<Notice title={t.none}>{t.noneHelp}</Notice>}
    />
  );
}
