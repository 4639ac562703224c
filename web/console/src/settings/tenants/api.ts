// The calls of the tenants' administration, and what the server would not have.
import { get, send } from "../../data/queries";
import { Problem } from "../../http";
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

/** What is wrong with a field, in the server's words. */
export function wrongWith(error: unknown, campo: string): string | undefined {
  if (!(error instanceof Problem) || error.codigo !== "datos_invalidos") return undefined;
  const all = (error.body.errores ?? []) as { campo?: string; detalle?: string }[];
  return all.find((each) => each.campo?.split(".")[0] === campo)?.detalle;
}

/** One thing a line. */
export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
