// What stands where there are no messages: nothing said yet, loading, failed.

import type { Presencia } from "@ventanilla/core";
import { useWords } from "../words";
import { Mark } from "./Icons";

export function Greeting({ soporte }: { soporte: Presencia | null }) {
  const { t } = useWords();
  return (
    <div className="blank">
      <span className="badge">
        <Mark size={30} />
      </span>
      <h3>{t.emptyTitle}</h3>
      <p>{soporte === "ausente" ? t.emptyAway : t.emptyOnline}</p>
    </div>
  );
}

export function Skeleton() {
  const { t } = useWords();
  return (
    <div className="skeleton" role="status">
      <span className="sr">{t.loading}</span>
      <i />
      <i />
      <i className="own" />
      <i />
      <i className="own" />
    </div>
  );
}

export function Failed({ text, onRetry }: { text: string; onRetry(): void }) {
  const { t } = useWords();
  return (
    <div className="blank" role="alert">
      <p>{text}</p>
      <button type="button" className="button" onClick={onRetry}>
        {t.retry}
      </button>
    </div>
  );
}
