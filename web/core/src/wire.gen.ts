// The shapes of the wire, made by scripts/wire_types.py from src/ventanilla/wire. Do not edit.

export type ClienteId = number | string;

export type Seq = number;

export type Uid = string;

export type Momento = string;

export type FromCliente = SayFrame | TypingFrame | ReadFrame | PingFrame;

export type FromAgente = SayFrame | TypingFrame | ReadFrame | PingFrame | SubscribeFrame | UnsubscribeFrame | ViewingFrame | StatusFrame;

export type ToCliente = Ready | ChatMessageFrame | Ack | ChatClosed | ChatOpened | Typing | ReadMark | Presence | Refused | Pong;

export type ToAgente = Ready | ChatMessageFrame | Ack | ChatClosed | ChatOpened | Typing | ReadMark | Presence | Refused | Pong | Inbox | Note | Viewing | Team | Alert | Changed;

export interface Acto {
  id: number;
  en: Momento;
  agente: AgenteRef | null;
  accion: string;
  tenant: TenantRef | null;
  chat_id: number | null;
  objeto: string;
  detalle: Record<string, unknown>;
  ip: string | null;
}

export interface Actos {
  resultados: Acto[];
  siguiente: string | null;
}

export interface AgenteDeEquipo {
  id: number;
  usuario: string;
  nombre: string;
  email: string;
  avatar: string;
  activo: boolean;
  rol: string;
  tenants: TenantRef[] | null;
  capacidad: number | null;
  equipos: number[];
  clave_temporal: boolean;
  dos_pasos: boolean;
  entrado_en: Momento | null;
  creado_en: Momento;
  es_tuyo: boolean;
}

export interface AgentesDeEquipo {
  resultados: AgenteDeEquipo[];
}

export interface CambiarAgente {
  nombre?: string;
  email?: string;
  rol?: string;
  tenants?: string[] | null;
  capacidad?: number | null;
  activo?: boolean;
}

export interface ClaveDeUnUso {
  agente: AgenteDeEquipo;
  clave: string;
}

export interface CrearAgente {
  usuario: string;
  nombre?: string;
  email?: string;
  rol?: string;
  tenants?: string[] | null;
  capacidad?: number | null;
}

export interface CrearRol {
  nombre: string;
  permisos: string[];
  codigo: string;
}

export interface CrearToken {
  nombre: string;
  ambitos?: string[] | null;
  expira_en?: Momento | null;
}

export interface Dibujar {
  texto: string;
}

export interface GuardarRol {
  nombre: string;
  permisos: string[];
}

export interface Qr {
  lado: number;
  camino: string;
}

export interface Rol {
  codigo: string;
  nombre: string;
  permisos: string[];
  de_fabrica: boolean;
  agentes: number;
  dos_pasos: boolean;
}

export interface Roles {
  resultados: Rol[];
  permisos: string[];
}

export interface Seguridad {
  dos_pasos?: string[];
  auditoria_dias?: number;
}

export interface Token {
  id: number;
  nombre: string;
  prefijo: string;
  agente: AgenteRef;
  ambitos: string[] | null;
  creado_en: Momento;
  expira_en: Momento | null;
  usado_en: Momento | null;
  revocado_en: Momento | null;
}

export interface TokenNuevo {
  token: Token;
  secreto: string;
}

export interface Tokens {
  resultados: Token[];
}

export interface Aviso {
  sonido: boolean;
  tono: "campana" | "gota" | "madera" | "doble" | "escala" | "llamada";
  navegador: boolean;
  push: boolean;
}

export interface Avisos {
  nuevo?: Aviso;
  mensaje?: Aviso;
  reapertura?: Aviso;
  asignado?: Aviso;
  mencion?: Aviso;
  sin_atender?: Aviso;
}

export interface Calma {
  zona: string;
  desde: string;
  hasta: string;
  dias?: Array<"lun" | "mar" | "mie" | "jue" | "vie" | "sab" | "dom">;
}

export interface ClavePush {
  clave: string;
  resultados: SuscripcionPush[];
}

export interface MisPreferencias {
  preferencias: Preferencias;
  correo: string;
  envia_correo: boolean;
}

export interface Preferencias {
  avisos?: Avisos;
  volumen?: number;
  calma?: Calma | null;
  resumen?: Resumen;
  idioma?: "es" | "en";
}

export interface QuitarPush {
  endpoint: string;
}

export interface Resumen {
  cada?: "nunca" | "hora" | "dia";
  hora?: string;
  zona?: string;
  tras_min?: number;
}

export interface SuscribirPush {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export interface SuscripcionPush {
  id: number;
  navegador: string;
  creado_en: Momento;
}

export interface AgenteEnTablero {
  agente_id: number | null;
  nombre: string;
  cerrados: number;
  respondidos: number;
  primera_respuesta_s: Percentiles;
  valoracion: ValoracionMedia;
}

export interface ClienteEnTablero {
  tenant: TenantRef;
  cliente_id: number | string;
  nombre: string;
  abiertos: number;
  cerrados: number;
}

export interface DiaEnTablero {
  dia: string;
  abiertos: number;
  cerrados: number;
}

export interface Estadisticas {
  totales: Totales;
  antes: Totales;
  por_dia: DiaEnTablero[];
  por_hora: HoraEnTablero[];
  por_razon: RazonEnTablero[];
  por_cliente: ClienteEnTablero[];
  por_tenant: TenantEnTablero[];
  por_agente: AgenteEnTablero[];
  primera_respuesta_s: Percentiles;
  resolucion_s: Percentiles;
  valoracion: ValoracionMedia;
}

export interface HoraEnTablero {
  hora: number;
  abiertos: number;
}

export interface Percentiles {
  p50: number | null;
  p90: number | null;
}

export interface RazonEnTablero {
  razon_cierre: string | null;
  chats: number;
}

export interface TenantEnTablero {
  tenant: TenantRef;
  abiertos: number;
  cerrados: number;
}

export interface Totales {
  nuevos: number;
  abiertos: number;
  cerrados: number;
  mensajes: number;
  abiertos_ahora: number;
  esperan_ahora: number;
}

export interface ValoracionMedia {
  media: number | null;
  n: number;
  por_puntuacion: number[];
}

export interface Ack {
  type: "ack";
  uid: Uid;
  chat_id: number;
  seq: number;
  creado_en: Momento;
}

export interface Alert {
  type: "alert";
  clase: "mencion" | "asignado" | "sin_atender";
  chat: Fila;
  texto: string;
  de: AgenteRef | null;
  en: Momento;
}

export interface Changed {
  type: "changed";
  que: "etiquetas" | "razones" | "respuestas" | "vistas" | "equipos" | "agentes" | "ajustes" | "tenants" | "borradores" | "bloqueos" | "yo" | "preferencias";
}

export interface ChatClosed {
  type: "chat_closed";
  chat_id: number;
  mensaje: string;
  razon_cierre: string | null;
  cerrado_en: Momento;
  ultimo_seq: number;
}

export interface ChatMessageFrame {
  type: "chat_message";
  chat_id: number;
  seq: number;
  uid: Uid;
  tipo: "texto" | "sistema";
  autor: Autor;
  texto: string;
  adjuntos: Adjunto[];
  creado_en: Momento;
  contexto?: Record<string, unknown>;
}

export interface ChatOpened {
  type: "chat_opened";
  chat_id: number;
  anterior: number | null;
}

export interface Inbox {
  type: "inbox";
  evento: "chat_opened" | "chat_message" | "chat_closed" | "read" | "assigned" | "tagged" | "rated";
  reapertura: boolean;
  chat: Fila;
}

export interface Note {
  type: "note";
  nota: Nota;
}

export interface PingFrame {
  type: "ping";
  seq?: number | null;
  chat_id?: number | null;
}

export interface Pong {
  type: "pong";
  chat_id: number | null;
  ultimo_seq: number;
}

export interface Presence {
  type: "presence";
  soporte: "en_linea" | "ausente";
}

export interface ReadMark {
  type: "read";
  chat_id: number;
  lector: "cliente" | "soporte";
  seq: number;
}

export interface ReadFrame {
  type: "read";
  seq: number;
  chat_id?: number | null;
}

export interface Ready {
  type: "ready";
  chat_id: number | null;
  ultimo_seq: number;
  cerrado: boolean;
  epoca: string;
  latido: number;
  soporte: "en_linea" | "ausente";
  leido_cliente: number;
  leido_soporte: number;
  sin_leer: number;
  anterior: number | null;
  expira_en: Momento | null;
}

export interface Refused {
  type: "error";
  codigo: string;
  detail: string;
  uid?: Uid;
  chat_id?: number;
  reintentar_en?: number;
}

export interface SayFrame {
  type: "chat_message";
  uid: Uid;
  texto: string;
  adjuntos?: string[];
  contexto?: Record<string, unknown> | null;
  chat_id?: number | null;
}

export interface StatusFrame {
  type: "status";
  estado: "en_linea" | "ausente";
  automatico?: boolean;
}

export interface SubscribeFrame {
  type: "subscribe";
  chat_id: number;
  despues?: number | null;
}

export interface Team {
  type: "team";
  agentes: AgentePresente[];
}

export interface Typing {
  type: "typing";
  chat_id: number;
  autor: Autor;
  activo: boolean;
}

export interface TypingFrame {
  type: "typing";
  activo: boolean;
  chat_id?: number | null;
}

export interface UnsubscribeFrame {
  type: "unsubscribe";
  chat_id: number;
}

export interface Viewing {
  type: "viewing";
  chat_id: number;
  agentes: AgenteRef[];
}

export interface ViewingFrame {
  type: "viewing";
  chat_id: number | null;
}

export interface Abrir {
  cliente_id?: number | string;
  contexto?: Record<string, unknown> | null;
}

export interface Cerrar {
  razon_cierre?: string | null;
  mensaje?: string | null;
  visto_hasta?: number | null;
}

export interface Decir {
  uid: Uid;
  texto: string;
  adjuntos?: string[];
  contexto?: Record<string, unknown> | null;
}

export interface Leer {
  seq: number;
}

export interface Problema {
  status: number;
  title: string;
  detail: string;
  codigo: string;
  type: string;
  errores?: Array<Record<string, string>>;
  chat_id?: number;
  asignado_a?: number | null;
  mensajes?: Mensaje[];
}

export interface Valorar {
  puntuacion: number;
  comentario?: string | null;
}

export interface Asignar {
  agente_id: number | null;
  equipo_id?: number | null;
  si?: number | null;
  nota?: string;
}

export interface CambioFicha {
  plan?: string;
  importante?: boolean;
  equipo_id?: number | null;
  notas?: string;
}

export interface CerrarLote {
  razon_cierre?: string | null;
  mensaje?: string | null;
  visto?: Record<string, number>;
}

export interface Cuenta {
  abiertos: number;
  esperan: number;
}

export interface Cuentas {
  abiertos: number;
  mios: number;
  sin_asignar: number;
  esperan: number;
  por_tenant: Record<string, Cuenta>;
  por_equipo: Record<string, number>;
  por_vista: Record<string, number>;
}

export interface Etiqueta {
  nombre: string;
  color: string;
  archivada: boolean;
  abiertos: number;
}

export interface Etiquetar {
  poner?: string[];
  quitar?: string[];
}

export interface Etiquetas {
  resultados: Etiqueta[];
}

export interface FallosDeLote {
  chat_id: number;
  codigo: string;
  detail: string;
}

export interface FichaDeTenant {
  tenant: TenantRef;
  plan: string;
  importante: boolean;
  equipo_id: number | null;
  notas: string;
  silenciado: boolean;
  suspendido: boolean;
  abiertos: number;
  esperan: number;
  personas?: PersonaDeTenant[];
}

export interface FichasDeTenant {
  resultados: FichaDeTenant[];
}

export interface Filas {
  resultados: Fila[];
}

export interface Filtro {
  estado?: "abierto" | "cerrado" | "todos";
  asignado?: string;
  equipo?: string;
  tenant?: string;
  etiqueta?: string;
  espera?: boolean;
  reapertura?: boolean;
  importante?: boolean;
  razon?: string;
  cerrado_por?: string;
  respondido_por?: string;
  cliente?: string;
  puntuacion?: string;
  desde?: string;
  hasta?: string;
  q?: string;
  orden?: "reciente" | "espera";
}

export interface GuardarEtiqueta {
  nombre: string;
  color?: string;
  archivada?: boolean;
}

export interface GuardarRazon {
  codigo: string;
  nombres: Record<string, string>;
  activa?: boolean;
  orden?: number;
}

export interface GuardarVista {
  nombre: string;
  filtro: Filtro;
  compartida?: boolean;
  orden?: number;
}

export interface Lote {
  chats: number[];
  asignar?: Asignar | null;
  etiquetas?: Etiquetar | null;
  cerrar?: CerrarLote | null;
}

export interface LoteHecho {
  hechos: number[];
  fallos: FallosDeLote[];
}

export interface PersonaDeTenant {
  cliente_id: number | string;
  nombre: string;
  chats: number;
  abiertos: number;
  ultima_actividad: Momento;
}

export interface Razon {
  codigo: string;
  nombres: Record<string, string>;
  activa: boolean;
  orden: number;
  fija: boolean;
}

export interface Razones {
  resultados: Razon[];
}

export interface Silenciar {
  silenciado: boolean;
}

export interface Vista {
  id: number;
  nombre: string;
  filtro: Record<string, unknown>;
  compartida: boolean;
  orden: number;
}

export interface Vistas {
  resultados: Vista[];
}

export interface Adjunto {
  id: string;
  nombre: string;
  tipo: string;
  bytes: number;
  url: string;
  ancho?: number;
  alto?: number;
}

export interface AgenteRef {
  id: number;
  usuario: string;
  nombre: string;
}

export interface Autor {
  tipo: "cliente" | "soporte" | "sistema" | "bot";
  id: number | string;
  nombre: string;
  avatar?: string;
}

export interface Bandeja {
  resultados: Fila[];
  siguiente: string | null;
}

export interface Bloqueo {
  por: Autor;
  motivo: string;
  en: Momento;
}

export interface Chat {
  id: number;
  cliente_id: number | string;
  cerrado: boolean;
  creado_en: Momento;
  ultimo_seq: number;
  leido_hasta: number;
  sin_leer: number;
  leido_cliente: number;
  leido_soporte: number;
  anterior: number | null;
  contexto: Record<string, unknown> | null;
  cerrado_en: Momento | null;
  cerrado_por: Autor | null;
  razon_cierre: string | null;
  mensaje_cierre: string | null;
  valoracion: Valoracion | null;
}

export interface ChatAbierto {
  id: number;
  cliente_id: number | string;
  cerrado: boolean;
  creado_en: Momento;
  ultimo_seq: number;
  leido_hasta: number;
  sin_leer: number;
  leido_cliente: number;
  leido_soporte: number;
  anterior: number | null;
  contexto: Record<string, unknown> | null;
  cerrado_en: Momento | null;
  cerrado_por: Autor | null;
  razon_cierre: string | null;
  mensaje_cierre: string | null;
  valoracion: Valoracion | null;
  creado: boolean;
}

export interface ChatDeSoporte {
  id: number;
  cliente_id: number | string;
  cerrado: boolean;
  creado_en: Momento;
  ultimo_seq: number;
  leido_hasta: number;
  sin_leer: number;
  leido_cliente: number;
  leido_soporte: number;
  anterior: number | null;
  contexto: Record<string, unknown> | null;
  cerrado_en: Momento | null;
  cerrado_por: Autor | null;
  razon_cierre: string | null;
  mensaje_cierre: string | null;
  valoracion: Valoracion | null;
  tenant: TenantRef;
  cliente: Cliente;
  anteriores: ChatEnHistorial[];
  asignado_a: number | null;
  equipo_id: number | null;
  etiquetas: string[];
  notas: number;
  bloqueado: Bloqueo | null;
  abierto: number | null;
}

export interface ChatEnHistorial {
  id: number;
  cliente_id: number | string;
  cerrado: boolean;
  creado_en: Momento;
  ultimo_seq: number;
  leido_hasta: number;
  sin_leer: number;
  leido_cliente: number;
  leido_soporte: number;
  anterior: number | null;
  contexto: Record<string, unknown> | null;
  cerrado_en: Momento | null;
  cerrado_por: Autor | null;
  razon_cierre: string | null;
  mensaje_cierre: string | null;
  valoracion: Valoracion | null;
  primer_texto: string;
  ultimo_texto: string;
  ultimo_autor: Autor | null;
}

export interface ChatYMensaje {
  chat: Chat;
  mensaje: Mensaje;
}

export interface Cliente {
  id: number | string;
  nombre: string;
  email: string;
  avatar: string;
  atributos: Record<string, unknown>;
  creado_en: Momento;
}

export interface ClienteRef {
  id: number | string;
  nombre: string;
}

export interface Fila {
  id: number;
  tenant: TenantRef;
  cliente: ClienteRef;
  cerrado: boolean;
  razon_cierre: string | null;
  ultimo_seq: number;
  ultimo_texto: string;
  ultimo_autor: Autor | null;
  ultima_actividad: Momento;
  espera_desde: Momento | null;
  sin_leer: number;
  asignado_a: number | null;
  equipo_id: number | null;
  etiquetas: string[];
  anterior: number | null;
  razon_anterior: string | null;
  reapertura: boolean;
  creado_en: Momento;
  cerrado_en: Momento | null;
  version: number;
}

export interface Historial {
  resultados: ChatEnHistorial[];
  siguiente: string | null;
}

export interface Mensaje {
  chat_id: number;
  seq: number;
  uid: Uid;
  tipo: "texto" | "sistema";
  autor: Autor;
  texto: string;
  adjuntos: Adjunto[];
  creado_en: Momento;
  contexto?: Record<string, unknown>;
}

export interface PaginaMensajes {
  resultados: Mensaje[];
  hay_mas: boolean;
}

export interface TenantRef {
  slug: string;
  nombre: string;
  color: string;
}

export interface Ticket {
  ticket: string;
  expira_en: Momento;
}

export interface Valoracion {
  puntuacion: number;
  comentario: string | null;
  valorado_en: Momento;
}

export interface Yo {
  agente: AgenteRef;
  permisos: string[];
  equipos: number[];
  tenants: TenantRef[];
  razones: string[];
  debe: string[];
}

export interface AgentePresente {
  id: number;
  usuario: string;
  nombre: string;
  avatar: string;
  estado: "en_linea" | "ausente" | "desconectado";
  abiertos: number;
  capacidad: number;
}

export interface Ajustes {
  asignacion?: "manual" | "turnos" | "menos_carga";
  capacidad?: number;
  reasignar_anterior?: boolean;
  ausente_min?: number;
  sin_atender_min?: number;
  cierre_auto_h?: number;
  cierre_aviso_min?: number;
  cierre_aviso_texto?: Record<string, string>;
  horario?: Horario | null;
  fuera_texto?: Record<string, string>;
  avisos_con_texto?: boolean;
}

export interface Aspecto {
  color: string;
  modo: "auto" | "claro" | "oscuro";
  idioma: "" | "es" | "en";
  saludo: Record<string, string>;
}

export interface Equipo {
  id: number;
  nombre: string;
  color: string;
  miembros: number[];
  asignacion: "manual" | "turnos" | "menos_carga" | null;
  horario: Horario | null;
}

export interface EquipoPresente {
  resultados: AgentePresente[];
}

export interface Equipos {
  resultados: Equipo[];
}

export interface EstadoDeSoporte {
  soporte: "en_linea" | "ausente";
  abierto: boolean;
  abre_en: Momento | null;
  texto: Record<string, string>;
  aspecto: Aspecto;
}

export interface GuardarEquipo {
  nombre: string;
  color?: string;
  miembros?: number[];
  asignacion?: "manual" | "turnos" | "menos_carga" | null;
  horario?: Horario | null;
}

export interface Horario {
  zona: string;
  dias?: Partial<Record<"lun" | "mar" | "mie" | "jue" | "vie" | "sab" | "dom", Array<[string, string]>>>;
  festivos?: string[];
}

export interface Busqueda {
  resultados: Hallazgo[];
  siguiente: string | null;
  entendido: Entendido;
}

export interface Entendido {
  palabras: string[];
  filtros: Record<string, string>;
  avisos: string[];
}

export interface Hallazgo {
  clase: "mensaje" | "cliente" | "tenant";
  tenant: TenantRef;
  fragmento: Trozo[];
  chat?: Fila;
  seq?: number;
  cliente?: ClienteRef;
  email?: string;
  creado_en?: Momento;
}

export interface Trozo {
  texto: string;
  marcado: boolean;
}

export interface CambiarTenant {
  nombre?: string;
  color?: string;
  dominios?: string[];
  origenes?: string[];
  idioma?: "" | "es" | "en";
  tema?: TemaDeTenant;
  limites?: Limites;
  jwks?: Record<string, unknown> | null;
  suspendido?: boolean;
}

export interface CrearTenant {
  slug: string;
  nombre: string;
  color?: string | null;
  dominios?: string[];
}

export interface Limites {
  por_cliente?: number | null;
  por_tenant?: number | null;
}

export interface RenovarSecreto {
  gracia_h?: number;
}

export interface Secreto {
  tenant: TenantAdministrado;
  secreto: string;
}

export interface TemaDeTenant {
  modo?: "auto" | "claro" | "oscuro";
  saludo?: Partial<Record<"es" | "en", string>>;
}

export interface TenantAdministrado {
  slug: string;
  nombre: string;
  color: string;
  dominios: string[];
  origenes: string[];
  idioma: "" | "es" | "en";
  tema: TemaDeTenant;
  limites: Limites;
  firma: "secreto" | "jwks";
  claves: string[];
  secreto_cambiado_en: Momento | null;
  secreto_anterior_hasta: Momento | null;
  suspendido: boolean;
  borrar_en: Momento | null;
  es_plataforma: boolean;
  creado_en: Momento;
}

export interface TenantNuevo {
  tenant: TenantAdministrado;
  secreto: string;
}

export interface TenantsAdministrados {
  resultados: TenantAdministrado[];
  siguiente: string | null;
}

export interface Bloqueados {
  resultados: BloqueoDeCliente[];
  siguiente: string | null;
}

export interface Bloquear {
  bloqueado: boolean;
  motivo?: string;
}

export interface BloqueoDeCliente {
  tenant: TenantRef;
  cliente: ClienteRef;
  chat_id: number;
  por: Autor;
  motivo: string;
  en: Momento;
}

export interface Borrador {
  chat_id: number;
  tipo: "respuesta" | "nota";
  texto: string;
  cambiado_en: Momento | null;
}

export interface Borradores {
  resultados: Borrador[];
}

export interface ChatReanudado {
  chat: Chat;
  mensaje: Mensaje;
  creado: boolean;
}

export interface EscribirBorrador {
  texto: string;
}

export interface EscribirNota {
  texto: string;
  menciones?: number[];
  tras_seq?: number | null;
}

export interface EscribirRespuesta {
  atajo: string;
  titulo: string;
  textos: Record<string, string>;
  compartida?: boolean;
}

export interface LeerMenciones {
  chat_id: number;
}

export interface Mencion {
  nota: Nota;
  tenant: TenantRef;
  cliente: ClienteRef;
}

export interface Mencionables {
  resultados: AgenteRef[];
}

export interface Menciones {
  resultados: Mencion[];
}

export interface Nota {
  id: number;
  chat_id: number;
  autor: Autor;
  texto: string;
  menciones: number[];
  tras_seq: number;
  creado_en: Momento;
  editado_en: Momento | null;
  borrado_en: Momento | null;
}

export interface Notas {
  resultados: Nota[];
  siguiente: string | null;
}

export interface Reabrir {
  uid: Uid;
  texto: string;
}

export interface Respuesta {
  id: number;
  atajo: string;
  titulo: string;
  textos: Record<string, string>;
  compartida: boolean;
  usos: number;
  cambiado_en: Momento;
}

export interface Respuestas {
  resultados: Respuesta[];
}
