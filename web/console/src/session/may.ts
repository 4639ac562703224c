// What an agente may do, as far as the page is concerned: it hides what the server would refuse.

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

/** True too where the server does not say what one may do: it decides anyway. */
export const may = (
  { permisos }: { permisos?: readonly string[] },
  permiso: Permiso | undefined,
): boolean => permiso === undefined || permisos === undefined || permisos.includes(permiso);
