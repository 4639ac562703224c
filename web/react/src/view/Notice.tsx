// A short message beside the launcher, for pages without toasts. It stays until it is dismissed or
// ten seconds have passed with nobody pointing at it.

import { useEffect, useState } from "react";
import { useWords } from "../words";
import { Cross } from "./Icons";

export function Notice({ text, onDismiss }: { text: string; onDismiss(): void }) {
  const { t } = useWords();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onDismiss, 10_000);
    return () => clearTimeout(timer);
  }, [held, onDismiss]);
  return (
    <div
      className="notice"
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <p>{text}</p>
      <button type="button" className="icon" aria-label={t.dismiss} onClick={onDismiss}>
        <Cross />
      </button>
    </div>
  );
}
