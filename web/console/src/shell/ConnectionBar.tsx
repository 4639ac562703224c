// A thin line that is only there while the desk is not live: what is going on, and what one can do.
import type { ConnectionState } from "@ventanilla/core";
import { useSyncExternalStore } from "react";
import { useDesk } from "../session/desk-context";
import { type Texts, useTexts } from "../texts";
import { useStore } from "../ui/use-store";

export function ConnectionBar() {
  const t = useTexts();
  const { connection } = useDesk().socket;
  const state = useStore(connection);
  const isOnline = useOnline();
  const text = connectionText(t, state, isOnline);
  return (
    <div role="status" className={text ? "bg-wait-soft text-wait" : "contents"}>
      {text && (
        <p className="flex min-h-7 flex-wrap items-center justify-center gap-x-3 px-3 text-sm font-medium">
          {text}
          {mayRetry(state) && (
            <button
              type="button"
              className="rounded-[3px] underline underline-offset-3 max-desk:min-h-11"
              onClick={() => connection.retryNow()}
            >
              {t.retryNow}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

/** Null where there is nothing to say: live, or still on its first try. */
function connectionText(t: Texts, state: ConnectionState, isOnline: boolean): string | null {
  switch (state.status) {
    case "connecting":
    case "waiting":
      if (state.attempt === 1 && !state.again && isOnline) return null;
      return `${t.offline} ${t.reconnecting(state.attempt, state.max)}`;
    case "slow":
      return `${t.offline} ${t.reconnectingSlowly}`;
    case "refused":
      return t.connectionRefused;
    default:
      return isOnline ? null : t.offline;
  }
}

const mayRetry = ({ status }: ConnectionState): boolean =>
  status === "slow" || status === "refused" || status === "waiting";

const useOnline = (): boolean =>
  useSyncExternalStore(
    (watcher) => {
      addEventListener("online", watcher);
      addEventListener("offline", watcher);
      return () => {
        removeEventListener("online", watcher);
        removeEventListener("offline", watcher);
      };
    },
    () => navigator.onLine,
  );
