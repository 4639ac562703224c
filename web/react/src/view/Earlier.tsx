// «Chats anteriores», and what stands there until it has come.

import { useLater } from "../later";
import { laterPart } from "../laterPart";
import { useWords } from "../words";
import { Failed, Skeleton } from "./Blank";
import type { HistoryProps } from "./History";

const part = laterPart(() => import("./History"));

export function Earlier(props: HistoryProps) {
  const { t, idioma } = useWords();
  const { value, failed, retry } = useLater(part(idioma));
  if (value) return <value.History {...props} />;
  return (
    <div className="log">
      {failed ? <Failed text={t.historyFailed} onRetry={retry} /> : <Skeleton />}
    </div>
  );
}
