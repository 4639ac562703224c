// The files of a message. What draws them is fetched with the first one; their room is there from the start.

import type { Adjunto, ChatCliente } from "@ventanilla/core";
import { useLater } from "../later";
import { laterPart } from "../laterPart";
import { useWords } from "../words";
import { Failed } from "./Blank";
import { styleFor } from "./room";

const part = laterPart(() => import("./Files"));

export interface SaidFilesProps {
  cliente: ChatCliente;
  adjuntos: readonly Adjunto[];
}

export function SaidFiles(props: SaidFilesProps) {
  const { t, idioma } = useWords();
  const { value, failed, retry } = useLater(part(idioma));
  if (failed) return <Failed text={t.filesFailed} onRetry={retry} />;
  return (
    <div className="files">
      {value ? (
        <value.Files {...props} />
      ) : (
        props.adjuntos.map((adjunto) => (
          <div key={adjunto.id} className="file-wait" style={styleFor(adjunto)} />
        ))
      )}
    </div>
  );
}
