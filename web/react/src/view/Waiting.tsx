// The panel before it is known who the cliente is.

import { IDLE } from "@ventanilla/core";
import { useId } from "react";
import { useWords } from "../words";
import { Failed, Skeleton } from "./Blank";
import { Header } from "./Header";

interface Props {
  failed: boolean;
  onRetry?: (() => void) | undefined;
  onClose(): void;
}

export function Waiting({ failed, onRetry, onClose }: Props) {
  const { t } = useWords();
  const titleId = useId();
  return (
    <section className="panel" role="dialog" aria-labelledby={titleId}>
      <Header snapshot={IDLE} titleId={titleId} onClose={onClose} />
      <div className="log">
        {failed ? <Failed text={t.loadFailed} onRetry={() => onRetry?.()} /> : <Skeleton />}
      </div>
    </section>
  );
}
