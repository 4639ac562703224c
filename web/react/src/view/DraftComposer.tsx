// The composer with its draft and its files, for a chat of one's own making.

import type { ChatCliente, Contexto } from "@ventanilla/core";
import { useRef } from "react";
import { contextKey } from "../contextKey";
import { Composer } from "./Composer";
import { DraftFiles } from "./DraftFiles";
import { useAttachments } from "./useAttachments";
import { useDraft } from "./useDraft";

interface Props {
  cliente: ChatCliente;
  /** Goes with what is written; each context has a draft of its own. */
  contexto?: Contexto;
}

export function DraftComposer({ cliente, contexto }: Props) {
  const key = contextKey(contexto);
  return <ForDraft key={key} cliente={cliente} context={key} contexto={contexto} />;
}

interface ForDraftProps {
  cliente: ChatCliente;
  context: string;
  contexto: Contexto | undefined;
}

function ForDraft({ cliente, context, contexto }: ForDraftProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [texto, setTexto] = useDraft(cliente, context);
  const files = useAttachments(cliente, context);
  return (
    <Composer texto={texto} contexto={contexto} field={field} files={files} onChange={setTexto}>
      <DraftFiles cliente={cliente} context={context} files={files} field={field} />
    </Composer>
  );
}
