// Files may be let go over it.
import { type ReactNode, useState } from "react";
import { useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";

type Props = { onFiles: (files: File[]) => void; children: ReactNode };

export function FileDrop({ onFiles, children }: Props) {
  const w = useTextsOf(writingTexts);
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only a pointer drags; the button is for everyone
    <div
      className="relative"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && (
        <p className="pointer-events-none absolute inset-0 grid place-items-center rounded-md border-2 border-dashed border-accent bg-accent-soft font-medium text-accent">
          {w.dropHere}
        </p>
      )}
    </div>
  );
}
