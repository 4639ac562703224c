// The panel, drawn into the element's slot.

import { Observable } from "@ventanilla/core/before";
import type { Texts } from "@ventanilla/react/launcher";
import {
  Float,
  type FloatProps,
  insist,
  Later,
  RootContext,
  WordsProvider,
} from "@ventanilla/react/panel";
import { useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";

export { follow, write } from "./follow";

/** What says beside the launcher that soporte closed the chat. */
const notice = new Later(() => import("@ventanilla/react/notice"));
export const fetchNotice = () => insist(notice);

export interface PanelProps extends Omit<FloatProps, "held"> {
  idioma: string;
  texts: Texts;
}

export interface Mounted {
  update(props: PanelProps): void;
  /** Gone; true where the focus was in it. */
  unmount(): boolean;
}

/** Drawn into the slot, and again with each `update`: by a store, because an update may come in the middle of
 * a drawing. */
export function mount(slot: HTMLElement, root: ShadowRoot, first: PanelProps): Mounted {
  const drawn = createRoot(slot);
  const props = new Props(first);
  const held = { current: false };
  drawn.render(
    <RootContext.Provider value={root}>
      <Drawn store={props} held={held} />
    </RootContext.Provider>,
  );
  return {
    update: (next) => props.replace(next),
    unmount: () => {
      drawn.unmount();
      return held.current;
    },
  };
}

class Props extends Observable<PanelProps> {
  replace(props: PanelProps): void {
    this.set(props);
  }
}

function Drawn({ store, held }: { store: Props; held: FloatProps["held"] }) {
  const { idioma, texts, ...props } = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const emptyTitle = self.ventanillaAspecto?.saludo?.[idioma] ?? texts.emptyTitle;
  return (
    <WordsProvider idioma={idioma} texts={{ ...texts, emptyTitle }}>
      <Float {...props} held={held} />
    </WordsProvider>
  );
}
