// The files of a message. A picture has its place from the start; the address of each asks again who may see it.
import { Download, FileText } from "lucide-react";
import { fileSize } from "../format";
import { useLanguage, useTexts } from "../texts";
import type { Adjunto } from "../wire";

export function AdjuntoList({ adjuntos }: { adjuntos: readonly Adjunto[] }) {
  return adjuntos.map((adjunto) =>
    adjunto.ancho && adjunto.alto ? (
      <Picture key={adjunto.id} adjunto={adjunto} />
    ) : (
      <FileRow key={adjunto.id} adjunto={adjunto} />
    ),
  );
}

function Picture({ adjunto: { url, nombre, ancho, alto } }: { adjunto: Adjunto }) {
  const t = useTexts();
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={nombre}
      aria-label={t.openPicture(nombre)}
      className="my-1 block"
    >
      <img
        src={url}
        alt={nombre}
        width={ancho}
        height={alto}
        loading="lazy"
        decoding="async"
        className="h-auto max-h-80 w-auto max-w-full rounded-lg border border-line bg-panel object-contain"
      />
    </a>
  );
}

function FileRow({ adjunto: { url, nombre, bytes } }: { adjunto: Adjunto }) {
  const language = useLanguage();
  return (
    <a
      href={url}
      download={nombre}
      className="my-1 flex min-h-11 items-center gap-2.5 rounded-lg border border-line bg-panel px-3 py-1.5 text-sm hover:border-line-strong"
    >
      <FileText aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 truncate" dir="auto">
        {nombre}
      </span>
      <span className="shrink-0 text-xs text-ink-3">{fileSize(bytes, language)}</span>
      <Download aria-hidden="true" className="ml-auto size-4 shrink-0 text-ink-3" />
    </a>
  );
}
