// The tenants: found by name or domain; made; and each of them in a sheet of its own.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { fullDay } from "../../format";
import { codigoOf } from "../../http";
import { Sheet } from "../../over/Sheet";
import { problemText, useLanguage, useTexts, useTextsOf } from "../../texts";
import { Button, LinkButton } from "../../ui/Button";
import { TextInput } from "../../ui/fields";
import { TenantMark } from "../../ui/Mark";
import { Notice } from "../../ui/Notice";
import { type Column, Table } from "../../ui/Table";
import { Tag } from "../../ui/Tag";
import type { wire } from "../../wire";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { TENANTS, tenantsApi } from "./api";
import { NewTenant } from "./NewTenant";
import { TenantForm } from "./TenantForm";
import { tenantsTexts } from "./texts";

type Row = wire.TenantAdministrado;

export default function TenantsSection() {
  const t = useTextsOf(tenantsTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const [words, setWords] = useState("");
  const asked = useDeferredValue(words.trim());
  const [open, setOpen] = useState<string | "new" | null>(null);
  const query = useInfiniteQuery({
    queryKey: [...TENANTS, asked],
    queryFn: ({ pageParam }) => tenantsApi.page(asked, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.siguiente ?? undefined,
    placeholderData: (before) => before,
  });
  const rows = query.data?.pages.flatMap((page) => page.resultados);
  const chosen = rows?.find(({ slug }) => slug === open);
  const isElsewhere = codigoOf(query.error) === "no_encontrado";

  return (
    <SectionFrame
      wide
      title={t.title}
      about={t.about}
      actions={
        !isElsewhere && (
          <Button look="primary" onClick={() => setOpen("new")}>
            {t.create}
          </Button>
        )
      }
    >
      {query.isError ? (
        <Notice
          alert={!isElsewhere}
          title={isElsewhere ? t.elsewhere : problemText(common, codigoOf(query.error))}
        >
          {isElsewhere ? (
            t.elsewhereHelp
          ) : (
            <Button onClick={() => void query.refetch()}>{common.retry}</Button>
          )}
        </Notice>
      ) : (
        <div className="flex flex-col gap-3">
          <TextInput
            type="search"
            className="max-w-sm"
            aria-label={t.search}
            placeholder={t.search}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          {rows ? (
            <TenantTable rows={rows} onOpen={setOpen} />
          ) : (
            <div role="status" className="flex flex-col gap-3">
              <span className="sr-only">{common.loading}</span>
              <span className="skeleton block h-9" />
              <span className="skeleton block h-9" />
              <span className="skeleton block h-9" />
            </div>
          )}
          {query.hasNextPage && (
            <Button className="self-start" onClick={() => void query.fetchNextPage()}>
              {s.more}
            </Button>
          )}
        </div>
      )}
      {open === "new" && <NewTenant onDone={() => setOpen(null)} />}
      {chosen && (
        <Sheet wide title={chosen.nombre} onClose={() => setOpen(null)}>
          <TenantForm tenant={chosen} />
        </Sheet>
      )}
    </SectionFrame>
  );
}

function TenantTable({ rows, onOpen }: { rows: Row[]; onOpen: (slug: string) => void }) {
  const t = useTextsOf(tenantsTexts);
  const language = useLanguage();
  const stateOf = ({ borrar_en, suspendido, es_plataforma }: Row) => {
    if (borrar_en) return t.erasedOn(fullDay(borrar_en, language, "short"));
    return suspendido ? t.suspended : es_plataforma ? t.platform : t.active;
  };
  const columns: Column<Row>[] = [
    {
      id: "nombre",
      title: t.name,
      className: "w-full",
      cell: (row) => (
        <span className="flex items-center gap-2.5">
          <TenantMark tenant={row} size="s" />
          <LinkButton className="text-left" onClick={() => onOpen(row.slug)}>
            {row.nombre}
          </LinkButton>
        </span>
      ),
    },
    {
      id: "dominio",
      title: t.domain,
      className: "whitespace-nowrap text-ink-2 max-desk:hidden",
      cell: ({ dominios }) =>
        dominios.length > 1 ? `${dominios[0]} +${dominios.length - 1}` : dominios[0],
    },
    {
      id: "firma",
      title: t.signs,
      className: "whitespace-nowrap text-ink-2 max-desk:hidden",
      cell: ({ firma }) => (firma === "jwks" ? t.keys : t.secret),
    },
    {
      id: "estado",
      title: t.state,
      className: "whitespace-nowrap",
      cell: (row) => <Tag>{stateOf(row)}</Tag>,
    },
  ];
  return (
    <Table
      caption={t.title}
      columns={columns}
      rows={rows}
      keyOf={({ slug }) => slug}
      empty={<Notice title={t.none}>{t.noneHelp}</Notice>}
    />
  );
}
