// The entries of a transcript, drawn: the same in an open chat and in an earlier one.
import { Fragment } from "react";
import { clock, dayName, firstName } from "../format";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { type Texts, useLanguage, useTexts } from "../texts";
import type { Autor, Mensaje } from "../wire";
import { AdjuntoList } from "./AdjuntoList";
import { ContextCard } from "./ContextCard";
import { type Entry, sameAutor } from "./entries";
import { NoteEntry } from "./NoteEntry";
import { RichText } from "./RichText";

type Props = {
  entries: readonly Entry[];
  leidoCliente: number;
  now: number;
  /** Null where it is only read. */
  chat?: ChatStore | null;
};

export function Entries({ entries, leidoCliente, now, chat = null }: Props) {
  const language = useLanguage();
  return entries.map((entry) => (
    <Fragment key={entry.key}>
      {entry.kind === "day" && (
        <p className="my-2 self-center text-xs text-ink-3">{dayName(entry.iso, now, language)}</p>
      )}
      {entry.kind === "contexto" && <ContextCard contexto={entry.contexto} />}
      {entry.kind === "nota" && <NoteEntry nota={entry.nota} chat={chat} />}
      {entry.kind === "mensaje" && (
        <Said
          mensaje={entry.mensaje}
          endsRun={entry.endsRun}
          isRead={entry.mensaje.seq <= leidoCliente}
        />
      )}
    </Fragment>
  ));
}

type SaidProps = { mensaje: Mensaje; endsRun: boolean; isRead: boolean };

function Said({ mensaje, endsRun, isRead }: SaidProps) {
  const t = useTexts();
  const language = useLanguage();
  const { me } = useDesk();
  const { autor, tipo, texto, adjuntos, creado_en } = mensaje;
  if (tipo === "sistema" || autor.tipo === "sistema") {
    return <p className="my-2 self-center text-center text-sm text-ink-3">{texto}</p>;
  }
  const isOurs = autor.tipo !== "cliente";
  const meta = [authorName(t, autor, me), clock(creado_en, language)];
  if (isOurs) meta.push(isRead ? t.read : t.sent);
  return (
    <div
      data-seq={mensaje.seq}
      className={`group/said flex max-w-[min(66%,620px)] flex-col max-desk:max-w-[85%] ${isOurs ? "items-end self-end" : "items-start self-start"}`}
    >
      <div
        className={`rounded-[14px] px-3 py-2 outline-offset-2 group-data-found/said:outline-2 group-data-found/said:outline-wait ${isOurs ? "bg-accent-soft" : "bg-sunk"} ${endsRun ? (isOurs ? "rounded-br-[5px]" : "rounded-bl-[5px]") : ""}`}
      >
        {texto && <RichText texto={texto} />}
        <AdjuntoList adjuntos={adjuntos} />
      </div>
      {endsRun ? (
        <p className="mx-1 mt-0.5 mb-2 text-xs text-ink-3">{meta.join(", ")}</p>
      ) : (
        <span className="sr-only">{meta.join(", ")}</span>
      )}
    </div>
  );
}

function authorName(t: Texts, autor: Autor, me: Autor): string {
  if (sameAutor(autor, me)) return t.you;
  return autor.tipo === "bot" ? autor.nombre || t.bot : firstName(autor.nombre);
}
