// The face, mounted in a React page, with what React draws in its slot. React's events and contexts pass
// through the portal, so that the host's query cache is there too.

import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { RootContext } from "../root";
import { Face, type FaceActs, type FaceState } from "./Face";

interface Props {
  /** `body`: at the end of the page, free of whatever surrounds the component. `here`: in its place. */
  place: "body" | "here";
  state: FaceState;
  acts: FaceActs;
  /** Told once the face is there. */
  onFace?(face: Face | null): void;
  children: ReactNode;
}

/** Nothing on a server, and nothing in the first drawing of a page that came from one. */
export function Shadow(props: Props) {
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return mounted ? <Mounted {...props} /> : null;
}

function Mounted({ place, state, acts, onFace, children }: Props) {
  const [face, setFace] = useState<Face | null>(null);
  const newest = useRef(acts);
  newest.current = acts;
  const current = useRef<Face | null>(null);
  const attach = useCallback(
    (element: HTMLElement | null) => {
      current.current?.destroy();
      current.current = element && faceIn(element, place, newest);
      setFace(current.current);
    },
    [place],
  );
  useLayoutEffect(() => face?.update(state));
  useLayoutEffect(() => onFace?.(face), [face, onFace]);
  const host = (
    <div ref={attach} data-ventanilla={place}>
      {face &&
        createPortal(
          <RootContext.Provider value={face.root}>{children}</RootContext.Provider>,
          face.slot,
        )}
    </div>
  );
  return place === "body" ? createPortal(host, document.body) : host;
}

function faceIn(element: HTMLElement, place: Props["place"], acts: { current: FaceActs }): Face {
  const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
  return new Face(root, place === "body" ? "floating" : "inline", {
    toggle: () => acts.current.toggle(),
    warm: () => acts.current.warm?.(),
  });
}
