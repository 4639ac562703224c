// Draws a store of ours: React reads its snapshot and hears of its changes.
import { useSyncExternalStore } from "react";

type Store<S> = { subscribe: (watcher: () => void) => () => void; getSnapshot: () => S };

export const useStore = <S>(store: Store<S>): S =>
  useSyncExternalStore(store.subscribe, store.getSnapshot);

/** One thing that depends on a store, drawn anew only where it is another one than before. */
export const usePart = <S, T>(store: Store<S>, part: (snapshot: S) => T): T =>
  useSyncExternalStore(store.subscribe, () => part(store.getSnapshot()));
