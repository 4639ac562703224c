// One file of the tray: what it is, how far it is, and away with it.

import type { AdjuntoItem } from "@ventanilla/core/adjuntos";
import { useEffect, useRef, useState } from "react";
import { useFileWords } from "../fileWords";
import { FileMark, FileName } from "./FileLabel";
import { Cross } from "./Icons";
import { clear, paint } from "./paint";
import { isOnItsWay } from "./tray";
import { useWhy } from "./useWhy";

interface Props {
  item: AdjuntoItem;
  onRemove(): void;
  onRetry(): void;
}

export function AttachedFile({ item, onRemove, onRetry }: Props) {
  const { t, f, size } = useFileWords();
  const why = useWhy();
  const { nombre, bytes, state } = item;
  const failed = state.status === "failed";
  return (
    <li className={`tray-file${failed ? (isOnItsWay(item) ? " waits" : " failed") : ""}`}>
      <Preview item={item} />
      <div className="tray-text">
        <FileName nombre={nombre} />
        <span className="file-note">
          {failed ? why(item) : size(bytes)}
          {failed && state.retryable && (
            <button type="button" className="link" aria-label={f.retry(nombre)} onClick={onRetry}>
              {t.retry}
            </button>
          )}
        </span>
        {state.status === "uploading" && <Progress nombre={nombre} part={state.progress} />}
      </div>
      <button
        type="button"
        className="icon file-remove"
        aria-label={f.remove(nombre)}
        // A press must not take the focus (and the phone's keyboard) away from the text.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onRemove}
      >
        <Cross />
      </button>
    </li>
  );
}

function Progress({ nombre, part }: { nombre: string; part: number }) {
  const { f } = useFileWords();
  return (
    <span
      className="progress"
      role="progressbar"
      aria-label={f.uploading(nombre)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(part * 100)}
    >
      <i style={{ width: `${part * 100}%` }} />
    </span>
  );
}

const SIDE = 40;

/** The picture itself while it is here, which it is not after a reload. */
function Preview({ item: { archivo, tipo, nombre } }: { item: AdjuntoItem }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (!archivo || !element) return;
    let wanted = true;
    createImageBitmap(archivo).then(
      (bitmap) => {
        if (wanted) paint(element, bitmap, { width: SIDE, height: SIDE, fills: true });
        bitmap.close();
        if (wanted) setDrawn(true);
      },
      () => {},
    );
    return () => {
      wanted = false;
      clear(element);
    };
  }, [archivo]);
  return (
    <span className="tray-preview" aria-hidden="true">
      {!drawn && <FileMark nombre={nombre} />}
      {archivo && /^image\/(?!svg)/.test(tipo) && <canvas ref={canvas} hidden={!drawn} />}
    </span>
  );
}
