// Where parts of one's own are drawn: a shadow root on the page with the theme, the words and the styles that
// the parts of `@ventanilla/react/primitives` expect.

import type { ReactNode } from "react";
import type { Look } from "../face/look";
import { Shadow } from "../face/Shadow";
import { useLater } from "../later";
import { panelPart } from "./panelPart";
import { useSession } from "./session";

export interface ChatSoporteFrameProps extends Look {
  children: ReactNode;
}

export function ChatSoporteFrame({ children, ...look }: ChatSoporteFrameProps) {
  const { idioma, texts } = useSession();
  const { value: here } = useLater(panelPart(idioma));
  return (
    <Shadow place="here" state={{ ...look, idioma, texts }} acts={{ toggle: () => {} }}>
      {here && (
        <here.WordsProvider idioma={idioma} texts={here.texts}>
          <here.Dressed>{children}</here.Dressed>
        </here.WordsProvider>
      )}
    </Shadow>
  );
}
