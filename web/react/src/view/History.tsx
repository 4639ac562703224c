// «Chats anteriores»: the list of the cliente's chats, and one of them to read.

import type { ChatCliente, HistorialFila, Mensaje } from "@ventanilla/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLaterWords } from "../laterWords";
import { useSheet } from "../root";
import { useWords } from "../words";
import { Failed, Skeleton } from "./Blank";
import { Divider } from "./Divider";
import css from "./history.css?inline";
import { Back, Next } from "./Icons";
import { type Row, rowsOf } from "./rows";
import { Said } from "./Said";
import { useRest } from "./useRest";

export { useWords } from "../words";

type Loaded<T> = { status: "loading" } | { status: "failed" } | { status: "ready"; value: T };

export interface HistoryProps {
  cliente: ChatCliente;
  /** The open chat is what one comes from; it is not listed. */
  current: number | null;
  onBack(): void;
}

export function History({ cliente, current, onBack }: HistoryProps) {
  useSheet(css);
  const { t } = useWords();
  const said = useLaterWords().history;
  const [reading, setReading] = useState<HistorialFila | null>(null);
  const [page, reload, more] = useHistory(cliente);
  if (reading) return <Past cliente={cliente} chat={reading} onBack={() => setReading(null)} />;
  const rows =
    page.status === "ready" ? page.value.resultados.filter(({ id }) => id !== current) : [];
  return (
    <div className="history">
      <BackBar label={said.back} title={t.history} onBack={onBack} />
      <div className="history-list">
        {page.status === "loading" && <Skeleton />}
        {page.status === "failed" && <Failed text={t.historyFailed} onRetry={reload} />}
        {page.status === "ready" && rows.length === 0 && <p className="blank">{said.empty}</p>}
        <ul>
          {rows.map((chat) => (
            <li key={chat.id}>
              <ChatRow chat={chat} onOpen={() => setReading(chat)} />
            </li>
          ))}
        </ul>
        {page.status === "ready" && page.value.siguiente && (
          <button type="button" className="link earlier" onClick={more}>
            {said.more}
          </button>
        )}
      </div>
    </div>
  );
}

function ChatRow({ chat, onOpen }: { chat: HistorialFila; onOpen(): void }) {
  const { dates } = useWords();
  const { closed, history, rating } = useLaterWords();
  const reason = chat.cerrado ? closed.reasons[chat.razon_cierre ?? ""] : history.stillOpen;
  const rated = chat.valoracion && rating.score(chat.valoracion.puntuacion);
  return (
    <button type="button" className="history-row" onClick={onOpen}>
      <span className="history-text">
        <b dir="auto">{chat.primer_texto || history.onlyFiles}</b>
        <small>
          {[dates.short(chat.cerrado_en ?? chat.creado_en), reason, rated]
            .filter(Boolean)
            .join(", ")}
        </small>
      </span>
      <Next />
    </button>
  );
}

/** One chat to read, from its newest page; earlier pages on demand. */
function Past({
  cliente,
  chat,
  onBack,
}: {
  cliente: ChatCliente;
  chat: HistorialFila;
  onBack(): void;
}) {
  const { t, dates } = useWords();
  const { backToList } = useLaterWords().history;
  const rest = useRest();
  const [said, setSaid] = useState<Loaded<{ mensajes: Mensaje[]; hayMas: boolean }>>({
    status: "loading",
  });
  const load = useCallback(
    (known: Mensaje[]) =>
      cliente.transcript(chat.id, known[0]?.seq).then(
        ({ resultados, hay_mas }) =>
          setSaid({
            status: "ready",
            value: { mensajes: [...resultados, ...known], hayMas: hay_mas },
          }),
        () => setSaid({ status: "failed" }),
      ),
    [cliente, chat.id],
  );
  useEffect(() => void load([]), [load]);
  const mensajes = said.status === "ready" ? said.value.mensajes : NONE;
  const rows = useMemo(() => rowsOf([asLog(chat, mensajes)], []), [chat, mensajes]);
  const draw = (row: Row) => {
    if (row.kind === "day") return <Divider key={row.key}>{dates.day(row.at)}</Divider>;
    if (row.kind === "message") return <Said key={row.key} cliente={cliente} row={row} />;
    if (row.kind === "closed")
      return rest && <rest.Closed key={row.key} cierre={row.cierre} last={false} />;
    return null;
  };
  return (
    <div className="history">
      <BackBar label={backToList} title={dates.day(chat.creado_en)} onBack={onBack} />
      <section
        className="log"
        aria-label={t.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {said.status === "loading" && <Skeleton />}
        {said.status === "failed" && <Failed text={t.loadFailed} onRetry={() => void load([])} />}
        {said.status === "ready" && said.value.hayMas && (
          <button type="button" className="link earlier" onClick={() => void load(mensajes)}>
            {t.earlier}
          </button>
        )}
        {said.status === "ready" && rows.map(draw)}
      </section>
    </div>
  );
}

const NONE: Mensaje[] = [];

function asLog(chat: HistorialFila, mensajes: Mensaje[]) {
  const { id, anterior, cerrado, mensaje_cierre, razon_cierre, cerrado_en } = chat;
  return {
    id,
    anterior,
    mensajes,
    loaded: true,
    last: chat.ultimo_seq,
    known: chat.ultimo_seq,
    hayMas: false,
    held: NONE,
    leidoCliente: chat.leido_cliente,
    leidoSoporte: chat.leido_soporte,
    cierre: cerrado ? { mensaje: mensaje_cierre ?? "", razon_cierre, cerrado_en } : null,
  };
}

/** The way back, which has the focus when one comes here. */
function BackBar({ label, title, onBack }: { label: string; title: string; onBack(): void }) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <div className="backbar">
      <button ref={back} type="button" className="icon" aria-label={label} onClick={onBack}>
        <Back />
      </button>
      <h3>{title}</h3>
    </div>
  );
}

function useHistory(cliente: ChatCliente) {
  type Page = { resultados: HistorialFila[]; siguiente: string | null };
  const [page, setPage] = useState<Loaded<Page>>({ status: "loading" });
  const load = useCallback(
    (known: Page | null) =>
      cliente.history(known?.siguiente).then(
        ({ resultados, siguiente }) =>
          setPage({
            status: "ready",
            value: { resultados: [...(known?.resultados ?? []), ...resultados], siguiente },
          }),
        () => setPage({ status: "failed" }),
      ),
    [cliente],
  );
  useEffect(() => void load(null), [load]);
  const reload = () => {
    setPage({ status: "loading" });
    void load(null);
  };
  const more = () => page.status === "ready" && void load(page.value);
  return [page, reload, more] as const;
}
