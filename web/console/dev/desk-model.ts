// A desk in memory that keeps the contract's rules: one open chat a cliente, dense seqs, closed for
// good. It judges the console's stores in tests.
import type {
  Agente,
  Autor,
  BandejaFila,
  Chat,
  ChatDetail,
  Cliente,
  Contexto,
  EarlierChat,
  InboxFrame,
  Mensaje,
  MensajesPagina,
  Pagina,
  ServerFrame,
  TenantRef,
  wire,
} from "../src/wire.ts";

type Filtro = wire.Filtro;

/** Whose console it is, by id. */
const ME = 1;

export type Person = Cliente & { tenant: TenantRef };
export type Told = { chatId: number; frame: ServerFrame; author?: string };

type Kept = {
  chat: Chat;
  person: Person;
  mensajes: Mensaje[];
  waitingSince: string | null;
  activity: string;
  etiquetas: string[];
  asignado: number | null;
  version: number;
};

export class DeskModel {
  private readonly chats = new Map<number, Kept>();
  private listeners: ((told: Told) => void)[] = [];
  private nextId = 101;

  constructor(public now: () => number = Date.now) {}

  onTold(listener: (told: Told) => void): void {
    this.listeners.push(listener);
  }

  /** What a cliente writes goes into their open chat, or opens the next one. */
  say(person: Person, texto: string, contexto: Contexto | null = null): Mensaje {
    const open = this.openChatOf(person);
    const kept = open ?? this.openChat(person, contexto);
    const autor: Autor = { tipo: "cliente", id: person.id, nombre: person.nombre };
    kept.waitingSince ??= this.iso();
    const mensaje = this.store(kept, autor, texto, uid(), open ? contexto : null);
    kept.chat.leido_cliente = mensaje.seq;
    kept.chat.sin_leer += 1;
    const { id, anterior } = kept.chat;
    if (!open && anterior !== null) {
      this.tell(anterior, { type: "chat_opened", chat_id: id, anterior });
    }
    this.tell(id, { type: "chat_message", ...mensaje });
    const reapertura = !open && anterior !== null;
    this.tellInbox(kept, open ? "chat_message" : "chat_opened", reapertura);
    return mensaje;
  }

  /** An agente's answer; null where the chat is closed. The same uid is the same message. */
  reply(chatId: number, agente: Agente, texto: string, uid: string): Mensaje | null {
    const kept = this.get(chatId);
    const stored = kept.mensajes.find((mensaje) => mensaje.uid === uid);
    if (stored) return stored;
    if (kept.chat.cerrado) return null;
    const autor: Autor = { tipo: "soporte", id: agente.id, nombre: agente.nombre };
    kept.waitingSince = null;
    const mensaje = this.store(kept, autor, texto, uid, null);
    this.soporteHasRead(kept, mensaje.seq);
    this.tell(chatId, { type: "chat_message", ...mensaje }, uid);
    this.tellInbox(kept, "chat_message");
    return mensaje;
  }

  /** The messages that the closer has not seen, where there are any; else the chat is closed. */
  close(chatId: number, agente: Agente, razon: string, texto: string, seen: number): Mensaje[] {
    const kept = this.get(chatId);
    const { chat } = kept;
    if (chat.cerrado) return [];
    const unseen = kept.mensajes.filter((m) => m.autor.tipo === "cliente" && m.seq > seen);
    if (unseen.length > 0) return unseen;
    Object.assign(chat, {
      cerrado: true,
      cerrado_en: this.iso(),
      cerrado_por: { tipo: "soporte", id: agente.id, nombre: agente.nombre },
      razon_cierre: razon,
      mensaje_cierre: texto || null,
    });
    kept.waitingSince = null;
    kept.activity = this.iso();
    this.tell(chatId, {
      type: "chat_closed",
      chat_id: chatId,
      mensaje: texto,
      razon_cierre: razon,
      cerrado_en: chat.cerrado_en!,
      ultimo_seq: chat.ultimo_seq,
    });
    this.tellInbox(kept, "chat_closed");
    return [];
  }

  read(chatId: number, lector: "cliente" | "soporte", seq: number): void {
    const kept = this.get(chatId);
    if (lector === "soporte") this.soporteHasRead(kept, seq);
    else kept.chat.leido_cliente = Math.max(kept.chat.leido_cliente, seq);
    this.tell(chatId, { type: "read", chat_id: chatId, lector, seq });
    if (lector === "soporte") this.tellInbox(kept, "read");
  }

  tell(chatId: number, frame: ServerFrame, author?: string): void {
    const told: Told = author === undefined ? { chatId, frame } : { chatId, frame, author };
    for (const listener of this.listeners) listener(told);
  }

  tag(chatId: number, etiqueta: string): void {
    const kept = this.get(chatId);
    kept.etiquetas = [...new Set([...kept.etiquetas, etiqueta])];
    this.tellInbox(kept, "tagged");
  }

  assign(chatId: number, agenteId: number | null): void {
    const kept = this.get(chatId);
    if (kept.chat.cerrado) return;
    kept.asignado = agenteId;
    this.tellInbox(kept, "assigned");
  }

  has(chatId: number): boolean {
    return this.chats.has(chatId);
  }

  chat(chatId: number): Chat {
    return this.get(chatId).chat;
  }

  openChatOf(person: Person): Kept | undefined {
    return this.all().find((kept) => kept.person === person && !kept.chat.cerrado);
  }

  list(filter: Filtro, cursor: string | null, limit = 30): Pagina<BandejaFila> {
    const rows = this.all()
      .filter((kept) => matches(kept, filter))
      .map(rowOf)
      .sort(filter.orden === "espera" ? longestWait : newestFirst);
    const order = filter.orden === "espera" ? longestWait : newestFirst;
    const place = cursor === null ? null : (JSON.parse(cursor) as BandejaFila);
    const after = place === null ? 0 : rows.findIndex((row) => order(row, place) > 0);
    const from = after < 0 ? rows.length : after;
    const resultados = rows.slice(from, from + limit);
    const last = resultados.at(-1);
    const isLast = from + limit >= rows.length || !last;
    return { resultados, siguiente: isLast ? null : JSON.stringify(last) };
  }

  detail(chatId: number): ChatDetail {
    const { chat, person } = this.get(chatId);
    const { tenant, ...cliente } = person;
    const anteriores = this.all()
      .filter((kept) => kept.person === person && kept.chat.id < chatId)
      .map((kept): EarlierChat => ({ ...kept.chat, primer_texto: kept.mensajes[0]?.texto ?? null }))
      .sort((a, b) => b.id - a.id);
    const desk = { asignado_a: null, equipo_id: null, etiquetas: [], notas: 0 };
    const rest = { bloqueado: null, abierto: null };
    return structuredClone({ ...chat, ...desk, ...rest, tenant, cliente, anteriores });
  }

  mensajes(chatId: number, range: { despues?: number; antes?: number; limite?: number }) {
    const all = this.get(chatId).mensajes;
    const { despues, antes = Number.POSITIVE_INFINITY, limite = 50 } = range;
    const within = all.filter((m) => m.seq > (despues ?? 0) && m.seq < antes);
    const page = despues === undefined ? within.slice(-limite) : within.slice(0, limite);
    const result: MensajesPagina = { resultados: page, hay_mas: page.length < within.length };
    return structuredClone(result);
  }

  private store(kept: Kept, autor: Autor, texto: string, uid: string, contexto: Contexto | null) {
    const { chat, mensajes } = kept;
    chat.ultimo_seq += 1;
    kept.activity = this.iso();
    const mensaje: Mensaje = {
      chat_id: chat.id,
      seq: chat.ultimo_seq,
      uid,
      tipo: "texto",
      autor,
      texto,
      adjuntos: [],
      ...(contexto ? { contexto } : {}),
      creado_en: this.iso(),
    };
    mensajes.push(mensaje);
    return mensaje;
  }

  private openChat(person: Person, contexto: Contexto | null): Kept {
    const earlier = this.all().filter((kept) => kept.person === person);
    const id = this.nextId++;
    const chat: Chat = {
      id,
      cliente_id: person.id,
      cerrado: false,
      creado_en: this.iso(),
      ultimo_seq: 0,
      leido_hasta: 0,
      sin_leer: 0,
      leido_cliente: 0,
      leido_soporte: 0,
      anterior: earlier.at(-1)?.chat.id ?? null,
      contexto,
      cerrado_en: null,
      cerrado_por: null,
      razon_cierre: null,
      mensaje_cierre: null,
      valoracion: null,
    };
    const activity = this.iso();
    const kept: Kept = {
      chat,
      person,
      mensajes: [],
      waitingSince: null,
      activity,
      etiquetas: [],
      asignado: null,
      version: 0,
    };
    this.chats.set(id, kept);
    return kept;
  }

  private soporteHasRead(kept: Kept, seq: number): void {
    const { chat, mensajes } = kept;
    chat.leido_soporte = Math.max(chat.leido_soporte, seq);
    chat.sin_leer = mensajes.filter(
      (m) => m.autor.tipo === "cliente" && m.seq > chat.leido_soporte,
    ).length;
  }

  private tellInbox(kept: Kept, evento: InboxFrame["evento"], reapertura = false): void {
    kept.version += 1;
    this.tell(0, { type: "inbox", evento, reapertura, chat: rowOf(kept) });
  }

  private get(chatId: number): Kept {
    const kept = this.chats.get(chatId);
    if (!kept) throw new Error(`no chat ${chatId}`);
    return kept;
  }

  private all(): Kept[] {
    return [...this.chats.values()];
  }

  private iso(): string {
    return new Date(this.now()).toISOString();
  }
}

function rowOf(kept: Kept): BandejaFila {
  const { chat, person, mensajes, waitingSince, activity, etiquetas, asignado, version } = kept;
  const last = mensajes.at(-1)!;
  return structuredClone({
    id: chat.id,
    tenant: person.tenant,
    cliente: { id: person.id, nombre: person.nombre },
    cerrado: chat.cerrado,
    razon_cierre: chat.razon_cierre,
    ultimo_seq: chat.ultimo_seq,
    ultimo_texto: last.texto,
    ultimo_autor: last.autor,
    ultima_actividad: activity,
    espera_desde: waitingSince,
    sin_leer: chat.sin_leer,
    asignado_a: asignado,
    equipo_id: null,
    etiquetas,
    anterior: chat.anterior,
    razon_anterior: null,
    reapertura: chat.anterior !== null,
    creado_en: chat.creado_en,
    cerrado_en: chat.cerrado_en,
    version,
  });
}

const newestFirst = (a: BandejaFila, b: BandejaFila) =>
  Date.parse(b.ultima_actividad) - Date.parse(a.ultima_actividad) || b.id - a.id;

function longestWait(a: BandejaFila, b: BandejaFila): number {
  if (a.espera_desde === null || b.espera_desde === null) {
    return Number(a.espera_desde === null) - Number(b.espera_desde === null) || a.id - b.id;
  }
  return Date.parse(a.espera_desde) - Date.parse(b.espera_desde) || a.id - b.id;
}

function matches(kept: Kept, filter: Filtro): boolean {
  const { chat, person, mensajes, etiquetas, asignado, waitingSince } = kept;
  const { estado = "abierto", tenant, etiqueta } = filter;
  if (estado !== "todos" && chat.cerrado !== (estado === "cerrado")) return false;
  if (tenant && !tenant.split(",").includes(person.tenant.slug)) return false;
  if (filter.asignado === "nadie" && asignado !== null) return false;
  if (filter.asignado === "yo" && asignado !== ME) return false;
  if (etiqueta && !etiqueta.split(",").every((each) => etiquetas.includes(each))) return false;
  if (filter.espera && waitingSince === null) return false;
  if (!filter.q) return true;
  const words = [person.nombre, person.tenant.nombre, ...mensajes.map((m) => m.texto)].join("\n");
  return fold(words).includes(fold(filter.q));
}

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const uid = (): string => crypto.randomUUID();
