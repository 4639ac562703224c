// The same chat beside a record: what is written here carries the record with it.

import type { Contexto, Usuario } from "@ventanilla/core";
import { useEffect, useState } from "react";
import { contextKey } from "../contextKey";
import type { Look } from "../face/look";
import { Shadow } from "../face/Shadow";
import { useLater } from "../later";
import { ChatConSoporte } from "./ChatConSoporte";
import { panelPart } from "./panelPart";
import { useCliente, useSession } from "./session";
import { type AlertProps, useAlerts } from "./useAlerts";
import { useOpeningCall } from "./useOpeningCall";

export interface ChatConSoporteContextualProps extends Look, AlertProps {
  usuario: Usuario | null | undefined;
  contexto: Contexto;
  /** `incrustado` (in its place on the page) or `flotante` (launcher and panel). */
  modo?: "incrustado" | "flotante";
  /** Of the floating one: `siempre` connects with the page. The one in its place always does. */
  conectar?: "al_abrir" | "siempre";
}

export function ChatConSoporteContextual({
  modo = "incrustado",
  ...props
}: ChatConSoporteContextualProps) {
  const { usuario, contexto, conectar: _, ...look } = props;
  if (!usuario) return null;
  const key = `${usuario.id} ${contextKey(contexto)}`;
  if (modo === "flotante") return <ChatConSoporte key={key} {...props} />;
  return <Embedded key={key} usuario={usuario} contexto={contexto} {...look} />;
}

type EmbeddedProps = Look & AlertProps & { usuario: Usuario; contexto: Contexto };

function Embedded({ usuario, contexto, sonido, titulo, ...look }: EmbeddedProps) {
  const { idioma, texts } = useSession();
  const cliente = useCliente(usuario, true);
  const { value: here } = useLater(panelPart(idioma));
  // It is on the page without having been asked for; the opening call waits until one turns to it.
  const [touched, setTouched] = useState(false);
  useOpeningCall(usuario, cliente, touched);
  useEffect(() => cliente?.events.on("closed", () => setTouched(false)), [cliente]);
  useAlerts(cliente, { sonido, titulo, onPress: () => {} });
  return (
    <Shadow place="here" state={{ ...look, idioma, texts }} acts={{ toggle: () => {} }}>
      {here && cliente && (
        <here.WordsProvider idioma={idioma} texts={here.texts}>
          <here.Inline cliente={cliente} contexto={contexto} onTouched={() => setTouched(true)} />
        </here.WordsProvider>
      )}
    </Shadow>
  );
}
