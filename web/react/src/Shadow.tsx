// A shadow root for what we draw, so that neither the host's styles nor ours reach the other. React's
// events and contexts pass through the portal.

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import css from "./panel.css?inline";

/** `body`: at the end of the page, free of whatever surrounds the component. `here`: in its place. */
export function Shadow({ place, children }: { place: "body" | "here"; children: ReactNode }) {
  const [mounted, setMounted] = useState(false);
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  useEffect(() => setMounted(true), []);
  const attach = useCallback((element: HTMLElement | null) => {
    setRoot(element && dressed(element.shadowRoot ?? element.attachShadow({ mode: "open" })));
  }, []);
  if (!mounted) return null;
  const host = (
    <div ref={attach} data-ventanilla={place}>
      {root && createPortal(children, root as unknown as Element)}
    </div>
  );
  return place === "body" ? createPortal(host, document.body) : host;
}

let sheet: CSSStyleSheet | null = null;

/** A constructed sheet passes the strictest Content-Security-Policy; one is shared by all roots. */
export function dressed(root: ShadowRoot): ShadowRoot {
  if ("adoptedStyleSheets" in root) {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    root.adoptedStyleSheets = [sheet];
  } else if (!(root as ShadowRoot).querySelector("style")) {
    const style = document.createElement("style");
    style.textContent = css;
    (root as ShadowRoot).append(style);
  }
  return root;
}
