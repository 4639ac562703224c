// Under a message that the server refused: why, and what one can do.

import type { OutboxItem } from "@ventanilla/core";
import { useLaterWords } from "../laterWords";
import { useWords } from "../words";

interface FailureProps {
  state: Extract<OutboxItem["state"], { status: "failed" }>;
  onRetry(): void;
  onEdit(): void;
}

export function Failure({ state, onRetry, onEdit }: FailureProps) {
  const { t } = useWords();
  const { refused } = useLaterWords();
  return (
    <div className="meta danger" role="alert">
      <span>
        {refused.failed} {refused.reasons[state.codigo]}
      </span>
      <span className="acts">
        <button type="button" className="link" onClick={onRetry}>
          {t.retry}
        </button>
        <button type="button" className="link" onClick={onEdit}>
          {refused.edit}
        </button>
      </span>
    </div>
  );
}
