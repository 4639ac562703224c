// The launcher in the corner and its panel, for a whole application.

import type { Contexto, Usuario } from "@ventanilla/core";
import { useEffect, useRef, useState } from "react";
import type { Face } from "../face/Face";
import type { Look } from "../face/look";
import { Shadow } from "../face/Shadow";
import { useLater } from "../later";
import { panelPart } from "./panelPart";
import { useCliente, useSession } from "./session";
import { type AlertProps, useAlerts } from "./useAlerts";
import { useNotice } from "./useNotice";
import { useOpeningCall } from "./useOpeningCall";
import { useUnread } from "./useUnread";

export interface ChatConSoporteProps extends Look, AlertProps {
  usuario: Usuario | null | undefined;
  /** What the person is looking at; goes with what they write. */
  contexto?: Contexto;
  /** `siempre` connects with the page, for an unread count before the panel was ever opened. */
  conectar?: "al_abrir" | "siempre";
  /** Given together, the host decides when it is open. */
  abierto?: boolean;
  onAbierto?: (abierto: boolean) => void;
  /** False where the page has a button of its own. */
  lanzador?: boolean;
}

export function ChatConSoporte({ usuario, ...props }: ChatConSoporteProps) {
  return usuario ? <ForUsuario key={String(usuario.id)} usuario={usuario} {...props} /> : null;
}

function ForUsuario({ usuario, ...props }: ChatConSoporteProps & { usuario: Usuario }) {
  const { contexto, conectar, abierto, onAbierto, lanzador, sonido, titulo, ...look } = props;
  const { toasts, idioma, texts } = useSession();
  const [own, setOwn] = useState(false);
  const open = abierto ?? own;
  const [wanted, setWanted] = useState(conectar === "siempre");
  if (open && !wanted) setWanted(true);
  const cliente = useCliente(usuario, wanted);
  const sinLeer = useUnread(cliente);
  const face = useRef<Face | null>(null);
  const panel = panelPart(idioma);
  const part = useLater(panel, open);
  const held = useFocusBack(open, face);
  const notify = useNotice(face, open);
  useOpeningCall(usuario, cliente, open);
  const setOpen = (next: boolean) => {
    setOwn(next);
    onAbierto?.(next);
  };

  useAlerts(cliente, { sonido, titulo, onPress: () => setOpen(true) });

  const closed = useRef(() => {});
  closed.current = () => {
    setOpen(false);
    if (!toasts) void notify(texts.closedNotice, texts.dismiss).catch(() => {});
  };
  useEffect(() => cliente?.events.on("closed", () => closed.current()), [cliente]);

  const { failed } = part;
  const toggle = () => {
    if (failed) part.retry();
    else setOpen(!open);
  };
  const here = open ? part.value : null;
  return (
    <Shadow
      place="body"
      state={{
        ...look,
        idioma,
        texts,
        open: here !== null,
        busy: open && !here && !failed,
        failed,
        sinLeer,
        launcher: lanzador,
      }}
      acts={{ toggle, warm: () => void panel.fetch().catch(() => {}) }}
      onFace={(next) => {
        face.current = next;
      }}
    >
      {here && (
        <here.WordsProvider idioma={idioma} texts={here.texts}>
          <here.Float
            cliente={cliente}
            contexto={contexto}
            onClose={() => setOpen(false)}
            held={held}
          />
        </here.WordsProvider>
      )}
    </Shadow>
  );
}

/** The focus was in the panel when it went away: the launcher has it then. Otherwise it stays. */
function useFocusBack(open: boolean, face: { current: Face | null }): { current: boolean } {
  const held = useRef(false);
  useEffect(() => {
    if (open || !held.current) return;
    held.current = false;
    face.current?.focus();
  }, [open, face]);
  return held;
}
