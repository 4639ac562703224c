// The dashboard, on the rail; the page's own words load with it.
import type { Catalogue } from "./catalogue";

export const board = {} as const satisfies Catalogue;
