// A file into the person's own folder, and how that goes.

import { useState } from "react";

export type Download = "idle" | "busy" | "failed" | "gone";

export function useDownload(fetch: () => Promise<Blob>, nombre: string): [Download, () => void] {
  const [state, setState] = useState<Download>("idle");
  const download = () => {
    if (state === "busy") return;
    setState("busy");
    fetch().then(
      (file) => {
        save(file, nombre);
        setState("idle");
      },
      (error: unknown) => setState(isGone(error) ? "gone" : "failed"),
    );
  };
  return [state, download];
}

/** The server has it no more, or not for this person. */
export function isGone(error: unknown): boolean {
  return [403, 404, 410].includes((error as { status?: number }).status ?? 0);
}

/** Safari reads it a while after the click. */
const KEPT_MS = 10_000;

function save(file: Blob, nombre: string): void {
  // Of no type that a browser would show: opened in a tab, an HTML file would run as the host's own page.
  const url = URL.createObjectURL(new Blob([file], { type: "application/octet-stream" }));
  // Never in the page: a host that listens to clicks on its links must not follow this one.
  const link = document.createElement("a");
  link.href = url;
  link.download = nombre;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
