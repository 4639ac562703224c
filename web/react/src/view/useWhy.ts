// Why a file was not uploaded, in the reader's words: the server speaks one language.

import type { AdjuntoItem } from "@ventanilla/core/adjuntos";
import { useFileWords } from "../fileWords";
import { MAX_ARCHIVOS, MAX_BYTES } from "./tray";

export function useWhy(): (item: AdjuntoItem) => string {
  const { f, size } = useFileWords();
  return ({ bytes, tipo, state }) => {
    if (state.status !== "failed") return "";
    const { codigo } = state;
    if (codigo === "demasiado_grande") return f.tooBig(size(MAX_BYTES));
    if (codigo === "demasiados") return f.tooMany(MAX_ARCHIVOS);
    const isRefused = codigo === "datos_invalidos";
    if (isRefused && bytes === 0) return f.empty;
    if (isRefused && tipo.startsWith("image/")) return f.unreadable;
    return f.reasons[codigo] ?? f.notUploaded;
  };
}
