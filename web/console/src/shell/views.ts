// The views of the inbox that everyone has, in the order of the rail.
import { Archive, Clock, Inbox, type LucideIcon, UserRound, UserRoundX } from "lucide-react";
import type { Vista } from "../router";
import type { Texts } from "../texts";

export type OfAll = {
  vista: Vista | undefined;
  text: keyof Texts & `view${string}`;
  icon: LucideIcon;
  keys: string;
};

export const VIEWS: readonly OfAll[] = [
  { vista: undefined, text: "viewOpen", icon: Inbox, keys: "g o" },
  { vista: "mios", text: "viewMine", icon: UserRound, keys: "g m" },
  { vista: "sin_asignar", text: "viewUnassigned", icon: UserRoundX, keys: "g u" },
  { vista: "esperan", text: "viewWaiting", icon: Clock, keys: "g w" },
  { vista: "cerrados", text: "viewClosed", icon: Archive, keys: "g c" },
];
