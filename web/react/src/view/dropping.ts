// Files that are dragged over the panel. What says where to drop them is fetched while they are in the air.

import type { DragEvent } from "react";
import type { Attachments } from "./useAttachments";

export function dropping(files: Attachments, onDropped: () => void) {
  /** Ours; a text that is dragged is the field's. */
  const taken = (event: DragEvent) => {
    const ours = event.dataTransfer.types.includes("Files");
    if (ours) event.preventDefault();
    return ours;
  };
  return {
    onDragOver: (event: DragEvent) => void (taken(event) && files.want()),
    onDrop: (event: DragEvent) => {
      if (!taken(event)) return;
      const { filesOf } = files.part.value ?? {};
      files.add(filesOf?.(event.dataTransfer) ?? [...event.dataTransfer.files]);
      onDropped();
    },
  };
}
