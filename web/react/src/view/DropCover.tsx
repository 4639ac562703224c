// Over the whole panel while files are dragged over it: here is where to let go of them.

import { type RefObject, useEffect, useState } from "react";
import { useFileWords } from "../fileWords";
import { useSheet } from "../root";
import css from "./attachments.css?inline";

export function DropCover({ panel }: { panel: RefObject<HTMLElement | null> }) {
  useSheet(css);
  const { f } = useFileWords();
  const over = useDraggedOver(panel);
  return over ? <div className="drop">{f.dropHere}</div> : null;
}

function useDraggedOver(panel: RefObject<HTMLElement | null>): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const seen = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) setOver(true);
    };
    const left = (event: DragEvent) => {
      // From one thing inside to another is not out; and the cover leaves only one thing to go to.
      if (!element.contains(event.relatedTarget as Node | null)) setOver(false);
    };
    const dropped = () => setOver(false);
    const listeners = { dragenter: seen, dragover: seen, dragleave: left, drop: dropped };
    for (const [name, listener] of Object.entries(listeners)) {
      element.addEventListener(name, listener as EventListener);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        element.removeEventListener(name, listener as EventListener);
      }
    };
  }, [panel]);
  return over;
}

/** What was dropped, without folders, which look like files until one reads them. */
export function filesOf({ items }: DataTransfer): File[] {
  return [...items].flatMap((item) => {
    const isFolder = item.kind === "file" && item.webkitGetAsEntry?.()?.isDirectory;
    return (!isFolder && item.getAsFile()) || [];
  });
}
