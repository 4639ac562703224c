// What the panel uses of React, in Preact's words: a third of the weight of preact/compat. A name that
// is missing here is missing on purpose until the panel needs it; the build says so.

import { options } from "preact";
import { useLayoutEffect, useReducer } from "preact/hooks";

export { createContext, Fragment } from "preact";
export {
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "preact/hooks";

/** The view of a store: read on every render, drawn again when it says that it changed. */
export function useSyncExternalStore<T>(
  subscribe: (listener: () => void) => () => void,
  get: () => T,
): T {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const value = get();
  // Both before anything else can happen: a change that comes before one listens is heard by nobody.
  useLayoutEffect(() => subscribe(() => redraw(null as never)), [subscribe]);
  useLayoutEffect(() => {
    if (get() !== value) redraw(null as never);
  }, [get, value]);
  return value;
}

// React's names for events mean other DOM events than their sound: focus and blur that bubble, and a
// change with every key.
const before = options.vnode;
options.vnode = (vnode) => {
  const props = vnode.props as Record<string, unknown>;
  if (typeof vnode.type === "string") {
    rename(props, "onFocus", "onFocusIn");
    rename(props, "onBlur", "onFocusOut");
    if (vnode.type === "textarea") rename(props, "onChange", "onInput");
  }
  before?.(vnode);
};

function rename(props: Record<string, unknown>, from: string, to: string): void {
  if (!(from in props)) return;
  props[to] = props[from];
  delete props[from];
}
