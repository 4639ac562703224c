// What may call the person's attention, chosen by the person.

import type { ChatCliente } from "@ventanilla/core";
import {
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { alertsOf, canNotify } from "../alerts/Alerts";
import { useLaterWords } from "../laterWords";
import { useSheet } from "../root";
import { useWords } from "../words";
import css from "./settings.css?inline";

export { useWords } from "../words";

interface Props {
  cliente: ChatCliente;
  onClose(): void;
}

export function Settings({ cliente, onClose }: Props) {
  useSheet(css);
  const { t } = useWords();
  const said = useLaterWords().alerts;
  const alerts = alertsOf(cliente);
  const choice = useSyncExternalStore(alerts.subscribe, alerts.getSnapshot, alerts.getSnapshot);
  const [blocked, setBlocked] = useState(() => !canNotify());
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <fieldset ref={box} className="settings" onKeyDown={pressed}>
      <legend className="sr">{t.settings}</legend>
      <Switch
        label={said.sound}
        on={choice.sonido}
        onChange={(sonido) => alerts.choose({ sonido })}
      />
      <Switch
        label={said.browser}
        on={choice.navegador && !blocked}
        disabled={blocked}
        onChange={(wanted) =>
          void alerts.chooseBrowser(wanted).then(() => setBlocked(!canNotify()))
        }
      />
      {blocked && <p className="quiet">{said.blocked}</p>}
    </fieldset>
  );
}

interface SwitchProps {
  label: string;
  on: boolean;
  disabled?: boolean;
  onChange(on: boolean): void;
}

function Switch({ label, on, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <label className="switch" htmlFor={id}>
      <span>{label}</span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
