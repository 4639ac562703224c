// Draws a store of ours: React reads its snapshot and hears of its changes.
import { useSyncExternalStore } from "react";

type Store<S> = { subscribe: (watcher: () => void) => () => void; getSnapshot: () => S };

export const useStore = <S>(store: Store<S>): S =>
  useSyncExternalStore(store.subscribe, store.getSnapshot);
