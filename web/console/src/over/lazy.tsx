// What comes over the desk is loaded after it: as soon as the browser has nothing better to do, or
// when it is first asked for.
import { type ComponentType, lazy, Suspense } from "react";

const loads: (() => Promise<unknown>)[] = [];

function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  loads.push(load);
  const Loaded = lazy(load) as unknown as ComponentType<P>;
  return (props: P) => (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}

export const CloseDialog = later(() => import("./CloseDialog"));
export const EarlierChatSheet = later(() => import("./EarlierChatSheet"));
export const KeysList = later(() => import("./KeysList"));
export const Sheet = later(() => import("./Sheet"));

export function loadSoon(): void {
  const loadAll = () => void Promise.allSettled(loads.map((load) => load()));
  if ("requestIdleCallback" in window) requestIdleCallback(loadAll, { timeout: 4000 });
  else setTimeout(loadAll, 1500);
}
