// The launcher in the corner and its panel, for a whole application.

import type { Contexto, Usuario } from "@ventanilla/core";
import { useState } from "react";
import { Shadow } from "../Shadow";
import { Floating } from "../view/Floating";
import type { Look } from "../view/Frame";
import { useCliente, useSession } from "./session";
import { useOpeningCall } from "./useOpeningCall";

export interface ChatConSoporteProps extends Look {
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
  const { contexto, conectar, abierto, onAbierto, lanzador, ...look } = props;
  const { toasts } = useSession();
  const [own, setOwn] = useState(false);
  const open = abierto ?? own;
  const [wanted, setWanted] = useState(conectar === "siempre");
  if (open && !wanted) setWanted(true);
  const cliente = useCliente(usuario, wanted);
  useOpeningCall(cliente, open);
  const setOpen = (next: boolean) => {
    setOwn(next);
    onAbierto?.(next);
  };
  return (
    <Shadow place="body">
      <Floating
        cliente={cliente}
        open={open}
        onOpen={setOpen}
        contexto={contexto}
        launcher={lanzador}
        aviso={!toasts}
        {...look}
      />
    </Shadow>
  );
}
