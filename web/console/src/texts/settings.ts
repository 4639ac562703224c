// The settings, on the rail; the pages' own words load with them.
import type { Catalogue } from "./catalogue";

export const settings = {} as const satisfies Catalogue;
