// Which commands answer what was typed, the best first, each under its heading.
import { isScattered, rank } from "../fold";
import type { Command } from "./commands";

export function matching(commands: readonly Command[], typed: string): Command[] {
  if (typed.trim() === "") return [...commands];
  const scored = commands
    .map((command) => ({ command, score: score(command, typed) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score);
  if (scored.length > 0) return scored.map((each) => each.command);
  return commands.filter(({ title }) => isScattered(title, typed));
}

// The title before the other words.
const score = ({ title, group, keywords = "" }: Command, typed: string): number =>
  rank(title, typed) * 2 || rank(`${title} ${group} ${keywords}`, typed);

/** Headings in the order of their best command. */
export function grouped(commands: readonly Command[]): [group: string, commands: Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups];
}
