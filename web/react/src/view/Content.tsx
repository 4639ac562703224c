// What a message holds: its text in a bubble, and its files.

import type { Adjunto, ChatCliente } from "@ventanilla/core";
import { SaidFiles } from "./SaidFiles";
import { Texto } from "./Texto";

interface Props {
  cliente: ChatCliente;
  /** Who says it. */
  nombre: string;
  texto: string;
  adjuntos?: readonly Adjunto[];
}

export function Content({ cliente, nombre, texto, adjuntos }: Props) {
  const who = <span className="sr">{nombre}: </span>;
  return (
    <>
      {texto ? (
        <div className="bubble">
          {who}
          <Texto texto={texto} />
        </div>
      ) : (
        who
      )}
      {adjuntos?.[0] && <SaidFiles cliente={cliente} adjuntos={adjuntos} />}
    </>
  );
}
