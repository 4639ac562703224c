// What can be done from the palette: each part of the page that is there brings its own commands.
import { Observable } from "@ventanilla/core";
import { type ReactNode, useEffect } from "react";
import { fold } from "../ui/fold";

export type Command = {
  id: string;
  title: string;
  group: string;
  /** Found by these words too. */
  keywords?: string;
  /** The key that does the same. */
  shortcut?: string;
  mark?: ReactNode;
  run: () => void;
};

class Commands extends Observable<readonly (readonly Command[])[]> {
  add(some: readonly Command[]): () => void {
    this.set([some, ...this.getSnapshot()]);
    return () => this.set(this.getSnapshot().filter((each) => each !== some));
  }
}

export const commands = new Commands([]);

/** While the component is there, so are its commands. `some` must be the same array between renders. */
export function useCommands(some: readonly Command[]): void {
  useEffect(() => commands.add(some), [some]);
}

/** Those that the typed letters lead to, the best first: a beginning of a word before letters in between. */
export function found(all: readonly Command[], typed: string): readonly Command[] {
  const query = fold(typed.trim());
  if (query === "") return all;
  return all
    .map((command) => ({ command, score: scoreOf(command, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

function scoreOf({ title, keywords = "" }: Command, query: string): number {
  return Math.max(rank(fold(title), query), rank(fold(keywords), query) * 0.8);
}

function rank(text: string, query: string): number {
  const at = text.indexOf(query);
  if (at === 0) return 4;
  if (at > 0) return /\W/.test(text[at - 1]!) ? 3 : 2;
  return isScattered(text, query) ? 1 : 0;
}

// All letters in their order, the first of them at the beginning of a word.
function isScattered(text: string, query: string): boolean {
  if (query.length < 2) return false;
  for (const start of text.matchAll(new RegExp(`(?:^|\\W)${escaped(query[0]!)}`, "g"))) {
    if (holdsInOrder(text.slice(start.index + start[0].length), query.slice(1))) return true;
  }
  return false;
}

function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const escaped = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
