// A file of a message that is no picture. Pressing downloads it; nothing is ever opened in the page.

import type { Adjunto, ChatCliente } from "@ventanilla/core";
import { useFileWords } from "../fileWords";
import { FileMark, FileName } from "./FileLabel";
import { DownloadIcon } from "./fileIcons";
import { useDownload } from "./useDownload";

interface Props {
  cliente: ChatCliente;
  adjunto: Adjunto;
}

export function FileRow({ cliente, adjunto }: Props) {
  const { f, size } = useFileWords();
  const { nombre, bytes } = adjunto;
  const [state, download] = useDownload(() => cliente.adjunto(adjunto), nombre);
  const note = { idle: size(bytes), busy: f.downloading, failed: f.downloadFailed, gone: f.gone };
  return (
    <button
      type="button"
      className={`file-row ${state}`}
      aria-disabled={state === "busy"}
      onClick={download}
    >
      <FileMark nombre={nombre} />
      <span className="file-text">
        <FileName nombre={nombre} said={f.file(nombre)} />
        <span className="file-note" role={state === "idle" ? undefined : "status"}>
          {note[state]}
        </span>
      </span>
      <span className="sr">{f.download}</span>
      <DownloadIcon />
    </button>
  );
}
