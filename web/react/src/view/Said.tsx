// One message of the log, with who and when under the last one of its group.

import { useWords } from "../words";
import { ContextCard } from "./ContextCard";
import type { Row } from "./rows";
import { Texto } from "./Texto";

export function Said({ row }: { row: Extract<Row, { kind: "message" }> }) {
  const { t, dates } = useWords();
  const { mensaje, own, joined, ends, read, contexto } = row;
  const nombre = own ? t.you : mensaje.autor.nombre || t.title;
  const when = dates.time(mensaje.creado_en);
  return (
    <div className={`said ${own ? "own" : "theirs"}${joined ? " joined" : ""}`}>
      {contexto && <ContextCard contexto={contexto} />}
      <div className="bubble">
        <span className="sr">{nombre}: </span>
        <Texto texto={mensaje.texto} />
      </div>
      {(ends || read) && (
        <div className="meta">
          {own ? when : `${nombre}, ${when}`}
          {read && `, ${t.read}`}
        </div>
      )}
    </div>
  );
}
