// The place of the tray above the text, whether what draws it is here or not.

import type { ChatCliente } from "@ventanilla/core";
import type { RefObject } from "react";
import { useWords } from "../words";
import { Failed } from "./Blank";
import type { Attachments } from "./useAttachments";

export interface DraftFilesProps {
  cliente: ChatCliente;
  context: string;
  files: Attachments;
  /** Where the focus goes when the last file is taken away. */
  field: RefObject<HTMLElement | null>;
}

export function DraftFiles(props: DraftFilesProps) {
  const { t } = useWords();
  const { part, sendable } = props.files;
  if (part.failed) return <Failed text={t.filesFailed} onRetry={part.retry} />;
  if (part.value) return <part.value.Attachments {...props} />;
  return sendable ? <div className="file-wait" /> : null;
}
