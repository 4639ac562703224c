// The calls of the tenants' administration.
import { get, send } from "../../data/queries";
import type { wire } from "../../wire";

const PATH = "/api/soporte/administracion/tenants/";

export const TENANTS = ["tenants", PATH];

export const tenantsApi = {
  page: (q: string, cursor: string) =>
    get<wire.TenantsAdministrados>(`${PATH}?${new URLSearchParams({ q, cursor })}`),
  make: (body: wire.CrearTenant) => send<wire.TenantNuevo>("POST", PATH, body),
  change: (slug: string, body: wire.CambiarTenant) =>
    send<wire.TenantAdministrado>("PUT", `${PATH}${slug}/`, body),
  renewSecret: (slug: string, gracia_h: number) =>
    send<wire.Secreto>("POST", `${PATH}${slug}/secreto/`, { gracia_h }),
  endGrace: (slug: string) =>
    send<wire.TenantAdministrado>("DELETE", `${PATH}${slug}/secreto/anterior/`),
};

/** One thing a line. */
export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
