// How much fits: one column on a phone, three on a desk, four on a wide one (see styles.css).
import { useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (watcher) => {
      const list = matchMedia(query);
      list.addEventListener("change", watcher);
      return () => list.removeEventListener("change", watcher);
    },
    () => matchMedia(query).matches,
  );
}

export const useIsPhone = (): boolean => useMedia("(max-width: 759.98px)");
export const useIsWide = (): boolean => useMedia("(min-width: 1240px)");
