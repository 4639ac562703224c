// The panel: header, transcript or earlier chats, composer. Floating and inline draw the same one.

import { type ChatCliente, type ChatSnapshot, type Contexto, IDLE } from "@ventanilla/core";
import { type ReactNode, useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { contextKey } from "../contextKey";
import { useLater } from "../later";
import { laterPart } from "../laterPart";
import { useSheet } from "../root";
import { useWords } from "../words";
import { Composer } from "./Composer";
import { DraftFiles } from "./DraftFiles";
import { dropping } from "./dropping";
import { Earlier } from "./Earlier";
import { Header } from "./Header";
import { Next } from "./Icons";
import { isTouch } from "./keys";
import { OverContext } from "./over";
import css from "./panel.css?inline";
import { Transcript } from "./Transcript";
import { useAttachments } from "./useAttachments";
import { useDraft } from "./useDraft";
import { useRest } from "./useRest";

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
  const rest = useRest();
  const titleId = useId();
  const snapshot = useSyncExternalStore(cliente.subscribe, cliente.getSnapshot, () => IDLE);
  const [inHistory, setInHistory] = useState(false);
  const [inSettings, setInSettings] = useState(false);
  const choices = { shown: inSettings, toggle: () => setInSettings(!inSettings) };
  const field = useRef<HTMLTextAreaElement>(null);
  // What one has begun to write stays before one, whatever the page shows meanwhile.
  const [key] = useState(() => contextKey(contexto));
  const [texto, setTexto] = useDraft(cliente, key);
  const files = useAttachments(cliente, key);
  const [over, setOver] = useState<ReactNode>(null);
  const open = snapshot.chats.find(({ cierre }) => !cierre)?.id ?? null;
  const edit = (uid: string) => {
    cliente.edit(uid, key);
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
      {...dropping(files, () => setInHistory(false))}
    >
      <Header snapshot={snapshot} titleId={titleId} settings={choices} onClose={onClose} />
      {inSettings && <Choices cliente={cliente} onClose={choices.toggle} />}
      {rest && <rest.LineBar connection={snapshot.connection} onRetry={() => cliente.retryNow()} />}
      {rest && <rest.Hours cliente={cliente} soporte={snapshot.soporte} />}
      <OverContext.Provider value={setOver}>
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
              files={files}
              onChange={setTexto}
            >
              <DraftFiles cliente={cliente} context={key} files={files} field={field} />
            </Composer>
          </>
        )}
      </OverContext.Provider>
      {over}
      {files.part.value && <files.part.value.DropCover panel={panel} />}
    </section>
  );
}

/** The text goes on where it was; on a phone the keyboard would cover what one came to read. */
function settleIn(panel: HTMLElement | null, field: HTMLTextAreaElement | null): void {
  if (isTouch() || !field) {
    panel?.focus();
    return;
  }
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

const settings = laterPart(() => import("./Settings"));

function Choices(props: { cliente: ChatCliente; onClose(): void }) {
  const { value } = useLater(settings(useWords().idioma));
  return value ? <value.Settings {...props} /> : null;
}

function hasHistory({ anterior, chats }: ChatSnapshot): boolean {
  return anterior !== null || chats.some((log) => log.anterior !== null || log.cierre);
}
