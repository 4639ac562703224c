// An earlier chat of this cliente, read beside the present one.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { writing } from "../chat/api";
import { ClosingLine } from "../chat/ClosingLine";
import { Entries } from "../chat/Entries";
import { entriesOf } from "../chat/entries";
import { codigoOf } from "../http";
import { keepingList } from "../router";
import { useDesk } from "../session/desk-context";
import { problemText, useTexts } from "../texts";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { useNow } from "../ui/use-now";
import { Sheet } from "./Sheet";

export function EarlierChatSheet({ id, onClose }: { id: number; onClose: () => void }) {
  const t = useTexts();
  const now = useNow();
  const { api } = useDesk();
  const chat = useQuery({ queryKey: ["chat", id], queryFn: () => api.chat(id) });
  const pages = useInfiniteQuery({
    queryKey: ["mensajes", id],
    queryFn: ({ pageParam }) => api.mensajes(id, { despues: pageParam, limite: 100 }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.hay_mas ? page.resultados.at(-1)?.seq : undefined),
  });
  const notes = useQuery({
    queryKey: ["notas", id],
    queryFn: () => writing.notas(id),
    enabled: (chat.data?.notas ?? 0) > 0,
  });
  const entries = useMemo(
    () =>
      entriesOf(
        pages.data?.pages.flatMap((page) => page.resultados) ?? [],
        chat.data?.contexto ?? null,
        [...(notes.data?.resultados ?? [])].reverse(),
      ),
    [pages.data, chat.data, notes.data],
  );
  const error = chat.error ?? pages.error;

  return (
    <Sheet wide title={t.earlierChat(id)} onClose={onClose}>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="focus-inside flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto px-4.5 py-3"
      >
        {error ? (
          <Notice alert title={t.chatFailed}>
            <p>{problemText(t, codigoOf(error))}</p>
            <Button onClick={() => void Promise.all([chat.refetch(), pages.refetch()])}>
              {t.retry}
            </Button>
          </Notice>
        ) : pages.data && chat.data ? (
          <>
            <Entries entries={entries} leidoCliente={chat.data.leido_cliente} now={now} />
            {pages.hasNextPage ? (
              <Button className="self-center" onClick={() => void pages.fetchNextPage()}>
                {t.loadMore}
              </Button>
            ) : (
              chat.data.cerrado && <ClosingLine chat={chat.data} now={now} />
            )}
          </>
        ) : (
          <p role="status" className="m-auto text-ink-3">
            {t.loading}
          </p>
        )}
      </div>
      <footer className="border-t border-line px-4.5 py-3">
        <Link
          to="/chats/$chatId"
          params={{ chatId: String(id) }}
          search={keepingList}
          className="font-medium text-accent underline-offset-3 hover:underline"
        >
          {t.openChat(id)}
        </Link>
      </footer>
    </Sheet>
  );
}
