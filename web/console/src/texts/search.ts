// Search.
import type { Catalogue } from "./catalogue";

export const search = {} as const satisfies Catalogue;
