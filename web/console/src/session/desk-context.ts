// The desk of the agente who is logged in, for every component below the gate.
import { createContext, useContext } from "react";
import type { Desk } from "../live/desk";

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk is for components inside SessionGate");
  return desk;
}
