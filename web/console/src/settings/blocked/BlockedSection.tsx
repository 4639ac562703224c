// Who may not write: since when, why, by whom; and let them write again.
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { writing } from "../../chat/api";
import { get } from "../../data/queries";
import { whenWithHour } from "../../format";
import { codigoOf } from "../../http";
import { useDesk } from "../../session/desk-context";
import { may } from "../../session/may";
import { toasts } from "../../shell/toasts";
import { problemText, useLanguage, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { TenantMark } from "../../ui/Mark";
import { Notice } from "../../ui/Notice";
import { SkeletonLines } from "../../ui/Skeleton";
import { type Column, Table } from "../../ui/Table";
import { useNow } from "../../ui/use-now";
import type { wire } from "../../wire";
import { SectionFrame } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { blockedTexts } from "./texts";

const KEY = ["bloqueos", "/api/soporte/bloqueados/"];

export default function BlockedSection() {
  const t = useTextsOf(blockedTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const { yo } = useDesk();
  const language = useLanguage();
  const now = useNow(60_000);
  const queries = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) =>
      get<wire.Bloqueados>(`${KEY[1]}${pageParam && `?cursor=${encodeURIComponent(pageParam)}`}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.siguiente ?? undefined,
  });
  const unblock = useMutation({
    mutationFn: ({ chat_id }: wire.BloqueoDeCliente) => writing.bloquear(chat_id, false),
    onSuccess: (_, { cliente }) => {
      void queries.invalidateQueries({ queryKey: KEY });
      toasts.show({ title: t.unblocked(cliente.nombre) });
    },
    onError: (error) => toasts.show({ title: problemText(common, codigoOf(error)) }),
  });
  const columns: Column<wire.BloqueoDeCliente>[] = [
    {
      id: "cliente",
      title: t.who,
      cell: ({ tenant, cliente, chat_id }) => (
        <span className="flex items-center gap-2.5">
          <TenantMark tenant={tenant} size="s" />
          <Link
            to="/chats/$chatId"
            params={{ chatId: String(chat_id) }}
            className="text-accent hover:underline"
          >
            {cliente.nombre || cliente.id}
          </Link>
        </span>
      ),
    },
    {
      id: "motivo",
      title: t.why,
      className: "w-full text-ink-2",
      cell: ({ motivo, por, en }) => (
        <>
          {motivo || "—"}
          <span className="block text-sm text-ink-3">
            {por.nombre}, {whenWithHour(en, now, language)}
          </span>
        </>
      ),
    },
    {
      id: "quitar",
      title: "",
      cell: (row) =>
        may(yo, "bloquear") && (
          <Button disabled={unblock.isPending} onClick={() => unblock.mutate(row)}>
            {t.unblock}
          </Button>
        ),
    },
  ];
  return (
    <SectionFrame title={t.title} about={t.about}>
      {query.isError ? (
        <Notice alert title={problemText(common, codigoOf(query.error))}>
          <Button onClick={() => void query.refetch()}>{common.retry}</Button>
        </Notice>
      ) : query.data ? (
        <Table
          caption={t.title}
          columns={columns}
          rows={query.data.pages.flatMap((page) => page.resultados)}
          keyOf={({ chat_id }) => chat_id}
          empty={<Notice title={t.none}>{t.noneHelp}</Notice>}
        />
      ) : (
        <SkeletonLines lines={4} />
      )}
      {query.hasNextPage && (
        <Button className="mt-3" onClick={() => void query.fetchNextPage()}>
          {s.more}
        </Button>
      )}
    </SectionFrame>
  );
}
