// The panel in its place on the page, without launcher.

import type { ChatCliente, Contexto } from "@ventanilla/core";
import { Panel } from "./Panel";

interface Props {
  cliente: ChatCliente;
  contexto?: Contexto | undefined;
  /** The person has turned to it. */
  onTouched?(): void;
}

export function Inline({ cliente, contexto, onTouched }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus came in
    <div className="place" onFocus={onTouched}>
      <Panel key={cliente.usuario.id} cliente={cliente} contexto={contexto} />
    </div>
  );
}
