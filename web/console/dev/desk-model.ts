// A desk in memory that keeps the contract's rules: one open chat a cliente, dense seqs, closed for
// good. It stands in for the server while one works on the console, and judges its stores in tests.
import type { InboxFilter } from "../src/desk-api.ts";
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
} from "../src/wire.ts";

export type Person = Cliente & { tenant: TenantRef };
export type Told = { chatId: number; frame: ServerFrame; author?: string };

type Kept = {
  chat: Chat;
  person: Person;
  mensajes: Mensaje[];
  waitingSince: string | null;
  activity: string;
  etiquetas: string[];
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
    this.get(chatId).etiquetas.push(etiqueta);
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

  list(filter: InboxFilter, cursor: string | null, limit = 30): Pagina<BandejaFila> {
    const rows = this.all()
      .filter((kept) => matches(kept, filter))
      .map(rowOf)
      .sort(
        (a, b) => Date.parse(b.ultima_actividad) - Date.parse(a.ultima_actividad) || b.id - a.id,
      );
    const [time, id] = (cursor ?? "").split("|");
    const from = cursor
      ? rows.findIndex(
          (row) =>
            row.ultima_actividad < time! || (row.ultima_actividad === time && row.id < Number(id)),
        )
      : 0;
    const resultados = from < 0 ? [] : rows.slice(from, from + limit);
    const last = resultados.at(-1);
    const isLast = from < 0 || from + limit >= rows.length || !last;
    return { resultados, siguiente: isLast ? null : `${last.ultima_actividad}|${last.id}` };
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
    const kept = { chat, person, mensajes: [], waitingSince: null, activity, etiquetas: [] };
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

function rowOf({ chat, person, mensajes, waitingSince, activity, etiquetas }: Kept): BandejaFila {
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
    asignado_a: null,
    equipo_id: null,
    etiquetas,
    anterior: chat.anterior,
    razon_anterior: null,
    reapertura: chat.anterior !== null,
    creado_en: chat.creado_en,
    cerrado_en: chat.cerrado_en,
    version: mensajes.length + (chat.cerrado ? 1 : 0),
  });
}

function matches({ chat, person, mensajes }: Kept, filter: InboxFilter): boolean {
  if (chat.cerrado !== (filter.estado === "cerrado")) return false;
  if (filter.tenant && person.tenant.slug !== filter.tenant) return false;
  if (!filter.q) return true;
  const words = [person.nombre, person.tenant.nombre, ...mensajes.map((m) => m.texto)].join("\n");
  return fold(words).includes(fold(filter.q));
}

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const uid = (): string => crypto.randomUUID();
