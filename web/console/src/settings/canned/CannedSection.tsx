// Canned replies: everyone's and one's own; made, changed, deleted.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RESPUESTAS, writing } from "../../chat/api";
import { codigoOf } from "../../http";
import { useDesk } from "../../session/desk-context";
import { may } from "../../session/may";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button, LinkButton } from "../../ui/Button";
import { Kbd } from "../../ui/Kbd";
import { Notice } from "../../ui/Notice";
import { type Column, Table } from "../../ui/Table";
import { Tag } from "../../ui/Tag";
import type { wire } from "../../wire";
import { SectionFrame } from "../SectionFrame";
import { CannedForm } from "./CannedForm";
import { cannedTexts, languageName } from "./texts";

export default function CannedSection() {
  const t = useTextsOf(cannedTexts);
  const common = useTexts();
  const { yo } = useDesk();
  const query = useQuery({ queryKey: RESPUESTAS, queryFn: writing.respuestas });
  const [open, setOpen] = useState<wire.Respuesta | "new" | null>(null);
  const mayShare = may(yo, "plantillas");

  const columns: Column<wire.Respuesta>[] = [
    {
      id: "atajo",
      title: t.shortcut,
      cell: ({ atajo }) => <Kbd>{`/${atajo}`}</Kbd>,
    },
    {
      id: "titulo",
      title: t.name,
      className: "w-full",
      cell: (each) =>
        !each.compartida || mayShare ? (
          <LinkButton onClick={() => setOpen(each)}>{each.titulo}</LinkButton>
        ) : (
          each.titulo
        ),
    },
    {
      id: "idiomas",
      title: t.languages,
      className: "whitespace-nowrap max-desk:hidden",
      cell: ({ textos }) => Object.keys(textos).map(languageName).join(", "),
    },
    {
      id: "quien",
      title: t.whose,
      cell: ({ compartida }) => <Tag>{compartida ? t.isShared : t.isOwn}</Tag>,
    },
    { id: "usos", title: t.used, numeric: true, cell: ({ usos }) => usos },
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
      {query.isError ? (
        <Notice alert title={problemText(common, codigoOf(query.error))}>
          <Button onClick={() => void query.refetch()}>{common.retry}</Button>
        </Notice>
      ) : query.data ? (
        <Table
          caption={t.title}
          columns={columns}
          rows={query.data.resultados}
          keyOf={({ id }) => id}
          empty={<Notice title={t.none}>{t.noneHelp}</Notice>}
        />
      ) : (
        <div role="status" className="flex flex-col gap-3">
          <span className="sr-only">{common.loading}</span>
          <span className="skeleton block h-9" />
          <span className="skeleton block h-9" />
          <span className="skeleton block h-9" />
        </div>
      )}
      {open && (
        <CannedForm
          respuesta={open === "new" ? null : open}
          mayShare={mayShare}
          onDone={() => setOpen(null)}
        />
      )}
    </SectionFrame>
  );
}
