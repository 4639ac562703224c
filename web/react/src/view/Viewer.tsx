// One picture over the whole panel: as large as it goes, or in its real size, and to keep.

import type { ChatCliente } from "@ventanilla/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useFileWords } from "../fileWords";
import { FileName } from "./FileLabel";
import { DownloadIcon, ZoomIcon } from "./fileIcons";
import { Cross } from "./Icons";
import { isComposing } from "./keys";
import { clear } from "./paint";
import { picturesOf } from "./pictures";
import type { Picture } from "./room";
import { useDownload } from "./useDownload";

interface Props {
  cliente: ChatCliente;
  picture: Picture;
  onClose(): void;
}

export function Viewer({ cliente, picture, onClose }: Props) {
  const { f } = useFileWords();
  const { nombre } = picture;
  const dialog = useRef<HTMLDivElement>(null);
  const [real, setReal] = useState(false);
  const fetch = () => picturesOf(cliente).fetch(picture);
  const [downloading, download] = useDownload(fetch, nombre);
  const [canvas, failed] = useWhole(cliente, picture);
  useFocusInside(dialog);
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Tab") keepInside(event);
    else if (event.key !== "Escape" || isComposing(event)) return;
    else onClose();
    // Neither is the panel's, which would fold away.
    event.stopPropagation();
  };
  return (
    <div
      ref={dialog}
      className="viewer"
      role="dialog"
      aria-modal="true"
      aria-label={f.image(nombre)}
      tabIndex={-1}
      onKeyDown={pressed}
    >
      <div className="viewer-bar">
        <FileName nombre={nombre} />
        <button
          type="button"
          className="icon"
          aria-label={f.realSize}
          aria-pressed={real}
          onClick={() => setReal(!real)}
        >
          <ZoomIcon />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={f.download}
          aria-disabled={downloading === "busy"}
          onClick={download}
        >
          <DownloadIcon />
        </button>
        <button type="button" className="icon" aria-label={f.closeImage} onClick={onClose}>
          <Cross />
        </button>
      </div>
      <div className={`viewer-body${real ? " real" : ""}`} tabIndex={real ? 0 : -1}>
        <canvas ref={canvas} role="img" aria-label={nombre} />
      </div>
      <p className="viewer-note" role="status">
        {failed ? f.imageFailed : downloading === "failed" && f.downloadFailed}
      </p>
    </div>
  );
}

/** Telephones draw no larger canvas than this. */
const MOST_PIXELS = 16_000_000;

function useWhole(cliente: ChatCliente, picture: Picture) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let wanted = true;
    const draw = async () => {
      const bitmap = await createImageBitmap(await picturesOf(cliente).fetch(picture));
      if (wanted) whole(element, bitmap);
      bitmap.close();
    };
    draw().catch(() => wanted && setFailed(true));
    return () => {
      wanted = false;
      clear(element);
    };
  }, [cliente, picture]);
  return [canvas, failed] as const;
}

function whole(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
}

/** The focus is in it while it is there, and then where it was. */
function useFocusInside(dialog: { current: HTMLElement | null }): void {
  useEffect(() => {
    const root = dialog.current?.getRootNode() as ShadowRoot;
    const before = root.activeElement as HTMLElement | null;
    dialog.current?.focus();
    return () => before?.focus();
  }, [dialog]);
}

function keepInside(event: KeyboardEvent<HTMLDivElement>): void {
  const dialog = event.currentTarget;
  const stops = [...dialog.querySelectorAll<HTMLElement>('button, [tabindex="0"]')];
  const { activeElement } = dialog.getRootNode() as ShadowRoot;
  const at = stops.indexOf(activeElement as HTMLElement);
  const next = at + (event.shiftKey ? -1 : 1);
  event.preventDefault();
  stops.at(at < 0 && event.shiftKey ? -1 : next % stops.length)?.focus();
}
