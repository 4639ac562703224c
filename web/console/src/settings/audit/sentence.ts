// What somebody did, as a sentence. A word of the log that is not known here is shown as it is.
import { fullDay } from "../../format";
import type { Language } from "../../texts";
import type { wire } from "../../wire";

type Say = (act: wire.Acto) => string;
type Said = readonly [es: Say, en: Say];

const text = (act: wire.Acto, name: string): string => {
  const value = act.detalle[name];
  return Array.isArray(value) ? value.join(", ") : value == null ? "" : String(value);
};
const named = (act: wire.Acto): string => text(act, "nombre") || act.objeto.split(":")[1] || "";
const on = (act: wire.Acto, name: string, language: Language, before: string): string => {
  const value = text(act, name);
  return value && `${before}${fullDay(value, language)}`;
};
const chat = (act: wire.Acto): string => (act.chat_id === null ? "" : ` #${act.chat_id}`);
const plain = (es: string, en: string): Said => [() => es, () => en];
const ofChat = (es: string, en: string): Said => [
  (act) => `${es} el chat${chat(act)}`,
  (act) => `${en} chat${chat(act)}`,
];
const ofName = (es: string, en: string): Said => [
  (act) => `${es} ${named(act)}`.trim(),
  (act) => `${en} ${named(act)}`.trim(),
];

const SAID: Record<string, Said> = {
  ver: ofChat("Vio", "Looked at"),
  cerrar: [
    (act) => `Cerró el chat${chat(act)}${text(act, "razon") && `: ${text(act, "razon")}`}`,
    (act) => `Closed chat${chat(act)}${text(act, "razon") && `: ${text(act, "razon")}`}`,
  ],
  asignar: ofChat("Asignó", "Assigned"),
  etiquetar: ofChat("Etiquetó", "Tagged"),
  reabrir: ofChat("Siguió en otro chat con el cliente:", "Went on in another chat:"),
  descargar: ofChat("Descargó un archivo de", "Downloaded a file of"),
  bloquear: [
    (act) => `Bloqueó a ${act.objeto}${text(act, "motivo") && `: ${text(act, "motivo")}`}`,
    (act) => `Blocked ${act.objeto}${text(act, "motivo") && `: ${text(act, "motivo")}`}`,
  ],
  desbloquear: [(act) => `Desbloqueó a ${act.objeto}`, (act) => `Unblocked ${act.objeto}`],
  exportar: [
    (act) => `Exportó ${text(act, "que")} en ${text(act, "formato")}`,
    (act) => `Exported ${text(act, "que")} as ${text(act, "formato")}`,
  ],
  ajustar: [
    (act) => `Cambió ${act.objeto.replace(":", " ")}`,
    (act) => `Changed ${act.objeto.replace(":", " ")}`,
  ],
  crear_agente: ofName("Añadió al agente", "Added agent"),
  cambiar_agente: ofName("Cambió al agente", "Changed agent"),
  renovar_clave: ofName("Dio otra contraseña a", "Gave another password to"),
  quitar_pasos: ofName("Quitó los segundos pasos al agente", "Removed the second steps of agent"),
  crear_rol: ofName("Creó el rol", "Made the role"),
  cambiar_rol: ofName("Cambió el rol", "Changed the role"),
  quitar_rol: ofName("Eliminó el rol", "Deleted the role"),
  crear_token: ofName("Creó el token", "Made the token"),
  revocar_token: ofName("Revocó el token", "Revoked the token"),
  crear_tenant: ofName("Creó el tenant", "Made the tenant"),
  cambiar_tenant: ofName("Cambió el tenant", "Changed the tenant"),
  suspender_tenant: ofName("Suspendió el tenant", "Suspended the tenant"),
  reanudar_tenant: ofName("Reanudó el tenant", "Resumed the tenant"),
  marcar_tenant: [
    (act) => `Marcó el tenant ${named(act)} para borrarlo${on(act, "borrar_en", "es", " el ")}`,
    (act) => `Marked the tenant ${named(act)} to be erased${on(act, "borrar_en", "en", " on ")}`,
  ],
  conservar_tenant: ofName("Conservó el tenant", "Kept the tenant"),
  borrar_tenant: ofName("Borró el tenant", "Erased the tenant"),
  exportar_tenant: ofName("Exportó el tenant", "Exported the tenant"),
  importar_tenant: ofName("Importó el tenant", "Imported the tenant"),
  restaurar: plain("Restauró una copia de la instalación", "Restored a backup of the installation"),
  renovar_secreto: ofName("Dio otro secreto al tenant", "Gave a new secret to the tenant"),
  quitar_secreto: ofName("Anuló el secreto anterior del tenant", "Ended the earlier secret of"),
  entrar: plain("Entró", "Logged in"),
  entrar_fallido: plain("Falló al entrar", "Failed to log in"),
  cambiar_clave: plain("Cambió su contraseña", "Changed their password"),
  activar_paso: plain("Activó un segundo paso", "Set up a second step"),
  quitar_paso: plain("Quitó un segundo paso", "Removed a second step"),
  renovar_codigos: plain("Hizo otros códigos de recuperación", "Made new recovery codes"),
};

export const ACTS: readonly string[] = Object.keys(SAID);

export function sentence(act: wire.Acto, language: Language): string {
  const said = SAID[act.accion];
  if (!said) return [act.accion, act.objeto].filter(Boolean).join(" ");
  return said[language === "es" ? 0 : 1](act);
}

/** What kind of act it is, without whose or of what. */
export const actName = (accion: string, language: Language): string =>
  sentence({ ...NOTHING, accion }, language).replace(/[:\s]+$/, "");

const NOTHING: wire.Acto = {
  id: 0,
  en: "",
  agente: null,
  accion: "",
  tenant: null,
  chat_id: null,
  objeto: "",
  detalle: {},
  ip: null,
};
