// What travels between us and the server: HTTP bodies and WebSocket frames, as the public contract
// names them. No behaviour lives here.

export type ClienteId = number | string;
export type ChatId = number;
export type Presencia = "en_linea" | "ausente";
export type Lector = "cliente" | "soporte";

export interface Autor {
  tipo: "cliente" | "soporte" | "sistema" | "bot";
  id: ClienteId | null;
  nombre: string;
  avatar?: string | null;
}

export interface Adjunto {
  id: string;
  nombre: string;
  tipo: string;
  bytes: number;
  url: string;
}

/** From where the cliente writes. Hosts may add fields of their own (4 KiB in all). */
export interface Contexto {
  tipo?: string;
  id?: string | number;
  titulo?: string;
  pantalla?: string;
  url?: string;
  [campo: string]: unknown;
}

export interface Mensaje {
  chat_id: ChatId;
  seq: number;
  uid: string;
  tipo: "texto" | "sistema";
  autor: Autor;
  texto: string;
  adjuntos: Adjunto[];
  contexto?: Contexto | null;
  creado_en: string;
}

export interface Chat {
  id: ChatId;
  cliente_id: ClienteId;
  cerrado: boolean;
  creado?: boolean;
  creado_en: string;
  ultimo_seq: number;
  leido_hasta: number;
  sin_leer: number;
  leido_cliente: number;
  leido_soporte: number;
  anterior: ChatId | null;
  contexto: Contexto | null;
  cerrado_en: string | null;
  cerrado_por: Pick<Autor, "tipo" | "id" | "nombre"> | null;
  razon_cierre: string | null;
  mensaje_cierre: string | null;
}

export interface HistorialFila extends Chat {
  primer_texto: string | null;
  ultimo_texto: string | null;
  ultimo_autor: Autor | null;
}

export interface Pagina<T> {
  resultados: T[];
  siguiente: string | null;
}

export interface MensajesPagina {
  resultados: Mensaje[];
  hay_mas: boolean;
}

export interface Problema {
  status: number;
  title?: string;
  detail?: string;
  codigo?: string;
  errores?: { campo: string; detalle: string }[];
}

// The agent's side ---------------------------------------------------------------------------

export interface TenantRef {
  slug: string;
  nombre: string;
  color?: string | null;
}

export interface BandejaFila {
  id: ChatId;
  tenant: TenantRef;
  cliente: { id: ClienteId; nombre: string; avatar?: string | null };
  cerrado: boolean;
  razon_cierre: string | null;
  ultimo_seq: number;
  ultimo_texto: string | null;
  ultimo_autor: Autor | null;
  ultima_actividad: string;
  espera_desde: string | null;
  sin_leer: number;
  asignado_a: { id: number; nombre: string } | null;
  etiquetas: string[];
  anterior: ChatId | null;
  reapertura: boolean;
}

// Frames -------------------------------------------------------------------------------------

export interface ReadyFrame {
  type: "ready";
  chat_id: ChatId | null;
  ultimo_seq: number;
  cerrado: boolean;
  epoca: string | number;
  latido: number;
  soporte?: Presencia;
  leido_cliente?: number;
  leido_soporte?: number;
  sin_leer?: number;
  anterior?: ChatId | null;
  expira_en?: string | null;
}
export type ChatMessageFrame = { type: "chat_message" } & Mensaje;
export interface AckFrame {
  type: "ack";
  uid: string;
  chat_id: ChatId;
  seq: number;
  creado_en: string;
}
export interface ChatClosedFrame {
  type: "chat_closed";
  chat_id: ChatId;
  mensaje: string;
  razon_cierre: string | null;
  cerrado_en: string;
  ultimo_seq: number;
}
export interface ChatOpenedFrame {
  type: "chat_opened";
  chat_id: ChatId;
  anterior: ChatId | null;
}
export interface TypingFrame {
  type: "typing";
  chat_id: ChatId;
  autor: Autor;
  activo: boolean;
}
export interface ReadFrame {
  type: "read";
  chat_id: ChatId;
  lector: Lector;
  seq: number;
}
export interface PresenceFrame {
  type: "presence";
  soporte: Presencia;
}
export interface ErrorFrame {
  type: "error";
  codigo: string;
  detail: string;
  uid?: string | null;
}
export interface PongFrame {
  type: "pong";
  chat_id: ChatId | null;
  ultimo_seq: number;
}
export interface InboxFrame {
  type: "inbox";
  evento: "chat_opened" | "chat_message" | "chat_closed" | "read" | "assigned";
  reapertura?: boolean;
  chat: BandejaFila;
}

export type ServerFrame =
  | ReadyFrame
  | ChatMessageFrame
  | AckFrame
  | ChatClosedFrame
  | ChatOpenedFrame
  | TypingFrame
  | ReadFrame
  | PresenceFrame
  | ErrorFrame
  | PongFrame
  | InboxFrame;

export type ClientFrame =
  | {
      type: "chat_message";
      uid: string;
      texto: string;
      adjuntos?: string[];
      contexto?: Contexto;
      chat_id?: ChatId;
    }
  | { type: "typing"; activo: boolean; chat_id?: ChatId }
  | { type: "read"; seq: number; chat_id?: ChatId }
  | { type: "ping"; seq?: number; chat_id?: ChatId }
  | { type: "subscribe"; chat_id: ChatId; despues?: number }
  | { type: "unsubscribe"; chat_id: ChatId };
