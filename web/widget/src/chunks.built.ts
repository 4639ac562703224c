// Stands for chunks.ts in the built script, where the parts are files of their own.

import type { Chunks } from "./chunks";

/** The files of each part, its own first; the others are what it shares with later parts. */
declare const FILES: Record<string, string[]>;

// A script of another origin has no address that its imports could be relative to; it must be told here.
const { src = location.href } = (document.currentScript ?? {}) as HTMLScriptElement;

const failures: Record<string, number> = {};

/** A browser may remember for good that an address failed; the next try goes to another one, and so do the
 * parts that this one fetches later: they import it, and must find the same one. */
function fetchPart<T>(name: string): Promise<T> {
  const tries = failures[name] ?? 0;
  const folder = tries ? `widget/~${tries}/` : "widget/";
  const [own, ...shared] = FILES[name]!.map((file) => new URL(folder + file, src).href);
  // Asked for at once, rather than when the part turns out to need it. It says itself what is wrong with it.
  for (const href of shared) import(/* @vite-ignore */ href).catch(() => {});
  return import(/* @vite-ignore */ own!).catch((error) => {
    failures[name] = tries + 1;
    throw error;
  });
}

export const chunks: Chunks = {
  panel: () => fetchPart("panel"),
  texts: (idioma) => fetchPart(idioma),
};
