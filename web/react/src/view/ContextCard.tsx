// From where a message was written: the record and the screen, with a way there.

import type { Contexto } from "@ventanilla/core";
import { safeUrl } from "../safeUrl";
import { useWords } from "../words";
import { Clip, Next } from "./Icons";

interface Props {
  contexto: Contexto;
  /** In the composer: what goes with the text, on one line, without a way anywhere. */
  going?: boolean;
}

export function ContextCard({ contexto, going = false }: Props) {
  const { t } = useWords();
  const { title, detail } = wordsOf(contexto);
  if (!title) return null;
  const url = going ? null : safeUrl(contexto.url);
  const inside = (
    <>
      <Clip />
      <span className="card-text">
        {going && <span className="quiet">{t.about} </span>}
        <bdi>{title}</bdi>
        {detail && !going && <small>{detail}</small>}
      </span>
      {url && <Next />}
    </>
  );
  return url ? (
    <a className="card" href={url} target="_blank" rel="noopener noreferrer">
      {inside}
    </a>
  ) : (
    <span className="card">{inside}</span>
  );
}

/** «Pedido 4187» over «Pedidos, pedido 4187»: nothing is said twice. */
function wordsOf({ tipo, id, titulo, pantalla }: Contexto): { title: string; detail: string } {
  const record = tipo && id !== undefined ? `${tipo} ${id}` : "";
  const [title = "", ...rest] = [titulo, record, pantalla].filter(Boolean) as string[];
  const said = title.toLowerCase();
  const detail = rest.filter((part) => !said.includes(part.toLowerCase())).reverse();
  return { title, detail: detail.join(", ") };
}
