// Sounds, notifications, alerts.
import type { Catalogue } from "./catalogue";

export const alerts = {} as const satisfies Catalogue;
