// What ⌘K offers: whoever is on the screen adds theirs. The palette itself comes when it is opened.
import { useEffect, useRef } from "react";

export type Command = {
  id: string;
  title: string;
  /** Under which heading it stands. */
  group: string;
  /** Other words that one may look for it with. */
  keywords?: string;
  /** The key that does the same, as `useShortcut` has it; it is only shown here. */
  shortcut?: string;
  when?: () => boolean;
  run: () => void;
};

type Source = () => Command[];

const sources = new Set<Source>();

/** All that can be done now, what was added last first. */
export const commandsNow = (): Command[] =>
  [...sources]
    .reverse()
    .flatMap((source) => source())
    .filter((command) => command.when?.() ?? true);

/** While the component is there, so are its commands; they are asked for when the palette opens. */
export function useCommands(source: Source): void {
  const latest = useRef(source);
  latest.current = source;
  useEffect(() => {
    const ask = () => latest.current();
    sources.add(ask);
    return () => void sources.delete(ask);
  }, []);
}

export const OPEN_EVENT = "ventanilla:palette";
export const openPalette = (): boolean => dispatchEvent(new Event(OPEN_EVENT));
