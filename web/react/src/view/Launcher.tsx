// The round button in the corner.

import type { Ref } from "react";
import { useWords } from "../words";
import { Down, Talk } from "./Icons";

interface Props {
  /** Not `ref`: React 18 hands that to no function component. */
  button: Ref<HTMLButtonElement>;
  open: boolean;
  sinLeer: number;
  controls: string;
  onToggle(): void;
}

export function Launcher({ button, open, sinLeer, controls, onToggle }: Props) {
  const { t } = useWords();
  const label = open ? t.close : sinLeer > 0 ? t.openUnread(sinLeer) : t.open;
  return (
    <button
      ref={button}
      type="button"
      className="launcher"
      aria-label={label}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      onClick={onToggle}
    >
      {open ? <Down /> : <Talk />}
      {!open && sinLeer > 0 && (
        <span className="unread" aria-hidden="true">
          {sinLeer > 9 ? "9+" : sinLeer}
        </span>
      )}
    </button>
  );
}
