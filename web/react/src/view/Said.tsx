// One message of the log, with who and when under the last one of its group.

import type { ChatCliente } from "@ventanilla/core";
import { useWords } from "../words";
import { Content } from "./Content";
import { ContextCard } from "./ContextCard";
import type { Row } from "./rows";

interface Props {
  cliente: ChatCliente;
  row: Extract<Row, { kind: "message" }>;
}

export function Said({ cliente, row }: Props) {
  const { t, dates } = useWords();
  const { mensaje, own, joined, ends, read, contexto } = row;
  const nombre = own ? t.you : mensaje.autor.nombre || t.title;
  const when = dates.time(mensaje.creado_en);
  return (
    <div className={`said ${own ? "own" : "theirs"}${joined ? " joined" : ""}`}>
      {contexto && <ContextCard contexto={contexto} />}
      <Content cliente={cliente} nombre={nombre} {...mensaje} />
      {(ends || read) && (
        <div className="meta">
          {own ? when : `${nombre}, ${when}`}
          {read && `, ${t.read}`}
        </div>
      )}
    </div>
  );
}
