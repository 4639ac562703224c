// What a notification is called.
import type { Pairs } from "../texts/pairs";

export const alertTexts = {
  nuevo: [
    (tenant: string) => `Nuevo chat de ${tenant}`,
    (tenant: string) => `New chat from ${tenant}`,
  ],
  mensaje: [
    (_tenant: string, cliente: string) => `${cliente} te ha escrito`,
    (_tenant: string, cliente: string) => `${cliente} wrote to you`,
  ],
  reapertura: [
    (_tenant: string, cliente: string) => `${cliente} vuelve tras el cierre`,
    (_tenant: string, cliente: string) => `${cliente} is back after the close`,
  ],
  asignado: [
    (tenant: string) => `Tienes un chat de ${tenant}`,
    (tenant: string) => `You have a chat from ${tenant}`,
  ],
  mencion: [
    (_tenant: string, _cliente: string, de: string | null) => `${de ?? "Alguien"} te menciona`,
    (_tenant: string, _cliente: string, de: string | null) => `${de ?? "Someone"} mentions you`,
  ],
  sin_atender: [
    (_tenant: string, cliente: string) => `Nadie atiende a ${cliente}`,
    (_tenant: string, cliente: string) => `Nobody attends to ${cliente}`,
  ],
} as const satisfies Pairs;
