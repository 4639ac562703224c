// The panel: header, transcript or earlier chats, composer. Floating and inline draw the same one.

import { type ChatCliente, type ChatSnapshot, type Contexto, IDLE } from "@ventanilla/core";
import { useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { contextKey } from "../contextKey";
import { Later, useLater } from "../later";
import { useSheet } from "../root";
import { useWords } from "../words";
import { Failed, Skeleton } from "./Blank";
import { Composer } from "./Composer";
import { Header } from "./Header";
import type { HistoryProps } from "./History";
import { Next } from "./Icons";
import { LineBar } from "./LineBar";
import css from "./panel.css?inline";
import { Transcript } from "./Transcript";

export interface PanelProps {
  cliente: ChatCliente;
  contexto?: Contexto | undefined;
  /** Given where the panel can be closed; it is a dialog then. */
  onClose?: (() => void) | undefined;
  /** It covers the whole screen. */
  modal?: boolean;
}

export function Panel({ cliente, contexto, onClose, modal }: PanelProps) {
  useSheet(css);
  const { t } = useWords();
  const titleId = useId();
  const snapshot = useSyncExternalStore(cliente.subscribe, cliente.getSnapshot, () => IDLE);
  const [inHistory, setInHistory] = useState(false);
  const [inSettings, setInSettings] = useState(false);
  const choices = { shown: inSettings, toggle: () => setInSettings(!inSettings) };
  const field = useRef<HTMLTextAreaElement>(null);
  const [texto, setTexto, send] = useDraft(cliente, contexto);
  const open = snapshot.chats.find(({ cierre }) => !cierre)?.id ?? null;
  const edit = (uid: string) => {
    setTexto([texto, cliente.discard(uid)].filter(Boolean).join("\n"));
    field.current?.focus();
  };
  const isDialog = onClose !== undefined;
  const panel = useRef<HTMLElement>(null);
  const back = useRef(false);
  useEffect(() => {
    if (inHistory) {
      // Until the list is here and takes it.
      panel.current?.focus();
      back.current = true;
    } else if (isDialog || back.current) settleIn(panel.current, field.current);
  }, [isDialog, inHistory]);

  return (
    <section
      ref={panel}
      className="panel"
      {...(isDialog ? { role: "dialog", "aria-modal": modal === true } : { role: "region" })}
      aria-labelledby={titleId}
      tabIndex={-1}
    >
      <Header snapshot={snapshot} titleId={titleId} settings={choices} onClose={onClose} />
      {inSettings && <Choices cliente={cliente} onClose={choices.toggle} />}
      <LineBar connection={snapshot.connection} onRetry={() => cliente.retryNow()} />
      {inHistory ? (
        <Earlier cliente={cliente} current={open} onBack={() => setInHistory(false)} />
      ) : (
        <>
          {hasHistory(snapshot) && (
            <button type="button" className="history-link" onClick={() => setInHistory(true)}>
              {t.history}
              <Next />
            </button>
          )}
          <Transcript cliente={cliente} snapshot={snapshot} onEdit={edit} />
          <Composer
            texto={texto}
            contexto={contexto}
            field={field}
            onChange={setTexto}
            onSend={send}
          />
        </>
      )}
    </section>
  );
}

/** The text goes on where it was; on a phone the keyboard would cover what one came to read. */
function settleIn(panel: HTMLElement | null, field: HTMLTextAreaElement | null): void {
  const touch = typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;
  if (touch || !field) {
    panel?.focus();
    return;
  }
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

const history = new Later(() => import("./History"));

function Earlier(props: HistoryProps) {
  const { t } = useWords();
  const { value, failed, retry } = useLater(history);
  if (value) return <value.History {...props} />;
  return (
    <div className="log">
      {failed ? <Failed text={t.historyFailed} onRetry={retry} /> : <Skeleton />}
    </div>
  );
}

const settings = new Later(() => import("./Settings"));

function Choices(props: { cliente: ChatCliente; onClose(): void }) {
  const { value } = useLater(settings);
  return value ? <value.Settings {...props} /> : null;
}

function hasHistory({ anterior, chats }: ChatSnapshot): boolean {
  return anterior !== null || chats.some((log) => log.anterior !== null || log.cierre);
}

/** What is being typed here, kept for this context until it is sent. */
function useDraft(cliente: ChatCliente, contexto: Contexto | undefined) {
  const key = contextKey(contexto);
  const [texto, setTexto] = useState(() => cliente.draft(key));
  useEffect(
    () => cliente.events.on("draft", (draft) => draft.context === key && setTexto(draft.texto)),
    [cliente, key],
  );
  const change = (next: string) => cliente.setDraft(key, next);
  const send = () => {
    cliente.say(texto, { borrador: key, ...(contexto ? { contexto } : {}) });
    setTexto("");
  };
  return [texto, change, send] as const;
}
