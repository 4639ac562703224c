// What the agente may do. The server decides; here it is asked what to offer.
import type { Yo } from "../wire";

export type Permiso =
  | "responder"
  | "asignar"
  | "cerrar"
  | "etiquetar"
  | "bloquear"
  | "tablero"
  | "exportar"
  | "plantillas"
  | "ajustes"
  | "equipo"
  | "tenants"
  | "auditoria";

export const may = (yo: Yo, permiso: Permiso): boolean => yo.permisos.includes(permiso);
