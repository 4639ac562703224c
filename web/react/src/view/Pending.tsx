// A message that the log does not have yet: on its way, waiting for the line, or refused.

import type { ChatCliente, ConnectionState } from "@ventanilla/core";
import { useWords } from "../words";
import { Content } from "./Content";
import { ContextCard } from "./ContextCard";
import type { Row } from "./rows";
import { useRest } from "./useRest";

interface Props {
  cliente: ChatCliente;
  row: Extract<Row, { kind: "pending" }>;
  line: ConnectionState["status"];
  onEdit(uid: string): void;
}

/** What becomes of it by itself; where the line is refused, the person has to do something first. */
const LABELS: Partial<Record<ConnectionState["status"], "sending" | "held">> = {
  open: "sending",
  refused: "held",
};

export function Pending({ cliente, row, line, onEdit }: Props) {
  const { t } = useWords();
  const rest = useRest();
  const { entry, state } = row.item;
  const failed = state.status === "failed";
  return (
    <div className={`said own${row.joined ? " joined" : ""} ${failed ? "failed" : "pending"}`}>
      {row.contexto && <ContextCard contexto={row.contexto} />}
      <Content cliente={cliente} nombre={t.you} {...entry} />
      {failed
        ? rest && (
            <rest.Failure
              state={state}
              onRetry={() => cliente.retry(entry.uid)}
              onEdit={() => onEdit(entry.uid)}
            />
          )
        : row.ends && <div className="meta">{t[LABELS[line] ?? "queued"]}</div>}
    </div>
  );
}
