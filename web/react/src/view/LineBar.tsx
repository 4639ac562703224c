// The line needs the person: it has been down for long, or the server refuses it.

import type { ConnectionState } from "@ventanilla/core";
import { useLaterWords } from "../laterWords";
import { useWords } from "../words";

export function LineBar({ connection, onRetry }: { connection: ConnectionState; onRetry(): void }) {
  const { t } = useWords();
  const { slow, refused } = useLaterWords().line;
  if (connection.status !== "slow" && connection.status !== "refused") return null;
  const text = connection.status === "slow" ? slow : refused[connection.reason];
  return (
    <div className={`bar ${connection.status}`} role="status">
      <span>{text}</span>
      <button type="button" className="link" onClick={onRetry}>
        {t.retry}
      </button>
    </div>
  );
}
