// A picture of the log. It is fetched when it comes near, and its pixels are let go of when it is far.

import type { ChatCliente } from "@ventanilla/core";
import { useContext, useLayoutEffect, useRef, useState } from "react";
import { useFileWords } from "../fileWords";
import { FileRow } from "./FileRow";
import { OverContext } from "./over";
import { clear, paint } from "./paint";
import { picturesOf } from "./pictures";
import { type Picture, roomFor, styleFor } from "./room";
import { isGone } from "./useDownload";
import { useNear } from "./useNear";
import { Viewer } from "./Viewer";

interface Props {
  cliente: ChatCliente;
  picture: Picture;
}

type State = "waiting" | "drawn" | "failed" | "gone" | "undrawable";

export function PictureBox({ cliente, picture }: Props) {
  const { t, f } = useFileWords();
  const show = useContext(OverContext);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const near = useNear(box, Boolean(picturesOf(cliente).drawn(picture.id)));
  const [state, retry] = useDrawn(cliente, picture, canvas, near);
  const failed = state === "failed" || state === "gone";
  const open = () =>
    show(<Viewer cliente={cliente} picture={picture} onClose={() => show(null)} />);
  if (state === "undrawable") return <FileRow cliente={cliente} adjunto={picture} />;
  return (
    <div ref={box} className={`picture ${state}`} style={styleFor(picture)}>
      <button type="button" className="picture-open" aria-haspopup="dialog" onClick={open}>
        <canvas ref={canvas} role="img" aria-label={f.image(picture.nombre)} />
      </button>
      {failed && (
        <p className="picture-why">
          {state === "gone" ? f.gone : f.imageFailed}
          {state === "failed" && (
            <button type="button" className="link" onClick={retry}>
              {t.retry}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function useDrawn(
  cliente: ChatCliente,
  picture: Picture,
  canvas: { current: HTMLCanvasElement | null },
  near: boolean,
): [State, () => void] {
  const [state, setState] = useState<State>("waiting");
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a message that is stored is another object, of the same picture
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!near || !element) return;
    let wanted = true;
    const pictures = picturesOf(cliente);
    const draw = (bitmap: ImageBitmap) => {
      paint(element, bitmap, roomFor(picture));
      setState("drawn");
    };
    const known = pictures.drawn(picture.id);
    if (known) draw(known);
    else {
      pictures.fetch(picture).then(
        (file) => decoded(file),
        (error) => wanted && setState(isGone(error) ? "gone" : "failed"),
      );
    }
    const decoded = (file: Blob) =>
      createImageBitmap(file).then(
        (bitmap) => {
          if (wanted) draw(bitmap);
          bitmap.close();
          if (wanted) void createImageBitmap(element).then(keep, () => {});
        },
        () => wanted && setState("undrawable"),
      );
    const keep = (bitmap: ImageBitmap) => pictures.keepDrawn(picture.id, bitmap);
    return () => {
      wanted = false;
      clear(element);
    };
  }, [cliente, picture.id, near, tries]);
  const retry = () => {
    setState("waiting");
    setTries(tries + 1);
  };
  return [state, retry];
}
