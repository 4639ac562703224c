// How much fits: one column on a phone, three on a desk, four on a wide one (see styles.css).
import { useStore } from "./use-store";

function mediaOf(query: string) {
  let asked: MediaQueryList | undefined;
  const list = () => {
    asked ??= matchMedia(query);
    return asked;
  };
  return {
    getSnapshot: () => list().matches,
    subscribe: (watcher: () => void) => {
      list().addEventListener("change", watcher);
      return () => list().removeEventListener("change", watcher);
    },
  };
}

const phone = mediaOf("(max-width: 759.98px)");
const wide = mediaOf("(min-width: 1240px)");

export const useIsPhone = (): boolean => useStore(phone);
export const useIsWide = (): boolean => useStore(wide);
