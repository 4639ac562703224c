// What the cliente wrote while the chat was being closed.

import { RichText } from "../chat/RichText";
import { clock } from "../format";
import { useLanguage } from "../texts";
import type { Mensaje } from "../wire";

export function JustWritten({ mensajes }: { mensajes: readonly Mensaje[] }) {
  const language = useLanguage();
  return (
    <ul aria-live="polite" className="flex max-h-60 flex-col gap-2 overflow-y-auto">
      {mensajes.map((mensaje) => (
        <li key={mensaje.seq} className="flex flex-col items-start">
          <div className="rounded-[14px] rounded-bl-[5px] bg-sunk px-3 py-2">
            <RichText texto={mensaje.texto} />
          </div>
          <p className="mx-1 mt-0.5 text-xs text-ink-3">{clock(mensaje.creado_en, language)}</p>
        </li>
      ))}
    </ul>
  );
}
