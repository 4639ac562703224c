// The panel above the launcher. Escape folds it away; on a phone it covers the screen and keeps the focus.

import type { ChatCliente, Contexto } from "@ventanilla/core";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useSheet } from "../root";
import { isComposing } from "./keys";
import { Panel } from "./Panel";
import css from "./panel.css?inline";
import { Waiting } from "./Waiting";

export interface FloatProps {
  /** Null while it is not known yet who the cliente is. */
  cliente: ChatCliente | null;
  onClose(): void;
  /** The cliente could not be identified; the person may ask to try again. */
  failed?: boolean | undefined;
  onRetry?: (() => void) | undefined;
  contexto?: Contexto | undefined;
  /** Whether the focus is in here, for whoever has to take it back when this is gone. */
  held: { current: boolean };
}

export function Float({ cliente, onClose, failed, onRetry, contexto, held }: FloatProps) {
  useSheet(css);
  const phone = usePhone();
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Escape" && !isComposing(event)) {
      event.stopPropagation();
      onClose();
    } else if (event.key === "Tab" && phone) keepInside(event);
  };
  const left = (event: { currentTarget: Node; relatedTarget: EventTarget | null }) => {
    // Nothing to go to: the element itself went away, or the window did.
    if (!event.relatedTarget) return;
    held.current = event.currentTarget.contains(event.relatedTarget as Node);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the dialog inside it is what one is in
    <div
      className="float"
      onKeyDown={pressed}
      onFocus={() => {
        held.current = true;
      }}
      onBlur={left}
    >
      {cliente ? (
        <Panel
          key={cliente.usuario.id}
          cliente={cliente}
          contexto={contexto}
          onClose={onClose}
          modal={phone}
        />
      ) : (
        <Waiting failed={failed === true} onRetry={onRetry} onClose={onClose} />
      )}
    </div>
  );
}

const PHONE = "(max-width: 480px)";

function usePhone(): boolean {
  const [phone, setPhone] = useState(false);
  useEffect(() => {
    if (typeof matchMedia !== "function") return;
    const media = matchMedia(PHONE);
    const update = () => setPhone(media.matches);
    update();
    media.addEventListener("change", update);
    return () => media.removeEventListener("change", update);
  }, []);
  return phone;
}

/** A panel that covers the screen keeps the focus: there is nothing else to see. */
function keepInside(event: KeyboardEvent<HTMLDivElement>): void {
  const stops = event.currentTarget.querySelectorAll<HTMLElement>(
    'button:not(:disabled), a[href], textarea, [tabindex="0"]',
  );
  const active = (event.currentTarget.getRootNode() as ShadowRoot).activeElement;
  const [from, to] = event.shiftKey
    ? [stops[0], stops[stops.length - 1]]
    : [stops[stops.length - 1], stops[0]];
  if (active !== from) return;
  event.preventDefault();
  to?.focus();
}
