// The files on an answer that is being written: how far each has come, and what went wrong.
import { FileText, RotateCw, X } from "lucide-react";
import { fileSize } from "../format";
import type { UploadItem, Uploads } from "../live/uploads";
import { useLanguage, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { IconButton } from "../ui/Button";
import { useStore } from "../ui/use-store";

export function UploadList({ uploads }: { uploads: Uploads }) {
  const w = useTextsOf(writingTexts);
  const items = useStore(uploads);
  if (items.length === 0) return null;
  return (
    <ul aria-label={w.files} className="mx-2 mb-2 flex flex-wrap gap-2">
      {items.map((item) => (
        <UploadRow key={item.key} item={item} uploads={uploads} />
      ))}
    </ul>
  );
}

function UploadRow({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const w = useTextsOf(writingTexts);
  const language = useLanguage();
  const { key, nombre, bytes, state } = item;
  const isFailed = state.status === "failed";
  const words =
    state.status === "ready"
      ? fileSize(bytes, language)
      : state.status === "uploading"
        ? w.uploading(`${Math.round(state.progress * 100)} %`)
        : why(w, state);
  return (
    <li
      className={`flex max-w-full items-center gap-2 rounded-sm border py-0.5 pr-0.5 pl-2 text-sm ${isFailed ? "border-danger bg-danger-soft" : "border-line bg-paper"}`}
    >
      <FileText size={15} aria-hidden="true" className="flex-none text-ink-3" />
      <span className="max-w-48 truncate" dir="auto">
        {nombre}
      </span>
      <span
        role={isFailed ? "alert" : undefined}
        className={isFailed ? "text-danger" : "text-ink-3"}
      >
        {words}
      </span>
      {isFailed && state.codigo !== "demasiado_grande" && (
        <IconButton
          label={w.retryFile(nombre)}
          onClick={() => uploads.retry(key)}
          className="!size-7"
        >
          <RotateCw size={13} />
        </IconButton>
      )}
      <IconButton
        label={w.removeFile(nombre)}
        onClick={() => uploads.remove(key)}
        className="!size-7"
      >
        <X size={14} />
      </IconButton>
    </li>
  );
}

type Words = ReturnType<typeof useTextsOf<typeof writingTexts>>;

function why(w: Words, { codigo, detail }: { codigo: string; detail: string }): string {
  if (codigo === "demasiado_grande") return w.fileTooBig;
  if (codigo === "demasiados") return w.tooManyFiles;
  return detail || w.fileFailed;
}
