// How an agente wants to be told, as the server sends it: whole.
import type { wire } from "../wire";

export type Clase = keyof Required<wire.Avisos>;
export type Tono = wire.Aviso["tono"];
export type Calma = Required<wire.Calma>;
export type Prefs = {
  avisos: Record<Clase, wire.Aviso>;
  volumen: number;
  calma: Calma | null;
  resumen: Required<wire.Resumen>;
  idioma: "es" | "en";
};
export type MyPrefs = { preferencias: Prefs; correo: string; envia_correo: boolean };

/** In the order in which they are shown. */
export const CLASES: readonly Clase[] = [
  "nuevo",
  "mensaje",
  "reapertura",
  "asignado",
  "mencion",
  "sin_atender",
];
