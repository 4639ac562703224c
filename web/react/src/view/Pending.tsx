// A message that the log does not have yet: on its way, waiting for the line, or refused.

import type { ChatCliente, OutboxItem } from "@ventanilla/core";
import { useWords } from "../words";
import { Content } from "./Content";
import { ContextChip } from "./ContextChip";
import type { Row } from "./rows";

interface Props {
  cliente: ChatCliente;
  row: Extract<Row, { kind: "pending" }>;
  online: boolean;
  onEdit(uid: string): void;
}

export function Pending({ cliente, row, online, onEdit }: Props) {
  const { t } = useWords();
  const { entry, state } = row.item;
  const failed = state.status === "failed";
  return (
    <div className={`said own${row.joined ? " joined" : ""} ${failed ? "failed" : "pending"}`}>
      {row.contexto && <ContextChip contexto={row.contexto} />}
      <Content cliente={cliente} nombre={t.you} {...entry} />
      {failed ? (
        <Failure
          state={state}
          onRetry={() => cliente.retry(entry.uid)}
          onEdit={() => onEdit(entry.uid)}
        />
      ) : (
        row.ends && <div className="meta">{online ? t.sending : t.queued}</div>
      )}
    </div>
  );
}

interface FailureProps {
  state: Extract<OutboxItem["state"], { status: "failed" }>;
  onRetry(): void;
  onEdit(): void;
}

function Failure({ state, onRetry, onEdit }: FailureProps) {
  const { t } = useWords();
  return (
    <div className="meta danger" role="alert">
      <span>
        {t.failed} {t.reasons[state.codigo]}
      </span>
      <span className="acts">
        <button type="button" className="link" onClick={onRetry}>
          {t.retry}
        </button>
        <button type="button" className="link" onClick={onEdit}>
          {t.edit}
        </button>
      </span>
    </div>
  );
}
