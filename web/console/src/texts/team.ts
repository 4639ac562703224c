// Who is in line, who takes a chat, teams.
import type { Catalogue } from "./catalogue";

export const team = {} as const satisfies Catalogue;
