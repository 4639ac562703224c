// A Ventanilla in memory: one cliente's server side as the contract describes it, sockets that can be
// cut at any moment, and an environment without a browser. For tests, here and in react.

import type { Channel, Env, SocketLike } from "../src/env";
import type { ApiLike } from "../src/http";
import type { KeyValue, OutboxEntry, OutboxStore } from "../src/storage";
import type { Adjunto, Chat, ClientFrame, Mensaje, ServerFrame, Valoracion } from "../src/wire";

export class FakeSocket implements SocketLike {
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  onerror: SocketLike["onerror"] = null;
  sent: ClientFrame[] = [];
  state: "connecting" | "open" | "closed" = "connecting";
  hear: (frame: ClientFrame) => void = () => {};

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {}

  accept(): void {
    if (this.state !== "connecting") return;
    this.state = "open";
    this.onopen?.({});
  }

  emit(frame: ServerFrame | Record<string, unknown>): void {
    if (this.state === "open") this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** The line ends, for both sides. */
  cut(code = 1006): void {
    if (this.state === "closed") return;
    this.state = "closed";
    this.onclose?.({ code });
  }

  send(data: string): void {
    if (this.state !== "open") return;
    const frame = JSON.parse(data) as ClientFrame;
    this.sent.push(frame);
    this.hear(frame);
  }

  close(): void {
    this.state = "closed";
  }
}

interface StoredChat {
  chat: Chat;
  mensajes: Mensaje[];
}

export class FakeServer {
  chats: StoredChat[] = [];
  sockets: FakeSocket[] = [];
  http: string[] = [];
  epoca = "e1";
  latido = 25;
  /** While true, handshakes are refused as a dead network does. */
  down = false;
  /** What the next handshakes answer instead of accepting. */
  refuse: number | null = null;
  /** Stores what comes, and says nothing back: the ack is lost. */
  mute = false;
  /** What is sent does not arrive. */
  deaf = false;
  /** The codigo that the next message is refused with. */
  refuseMessages: string | null = null;
  /** What uploads are refused with. */
  refuseUploads: { status: number; codigo: string; retryAfter?: number } | null = null;
  /** While it is a list, uploads wait in it until they are let through. */
  heldUploads: (() => void)[] | null = null;
  uploads: Adjunto[] = [];
  ratings: unknown[] = [];
  #ids = 100;

  readonly openSocket = (url: string, protocols: string[]): FakeSocket => {
    const socket = new FakeSocket(url, protocols);
    this.sockets.push(socket);
    socket.hear = (frame) => this.#hear(socket, frame);
    queueMicrotask(() => this.#greet(socket));
    return socket;
  };

  readonly api: ApiLike = {
    get: async (url) => {
      this.http.push(`GET ${url}`);
      return this.#answer(() => this.#get(new URL(url, "http://x")));
    },
    post: async (url, body, config) => {
      this.http.push(`POST ${url}`);
      if (body instanceof FormData) await this.#held(config as UploadConfig);
      return this.#answer(() => this.#post(url, body));
    },
  };

  get open(): StoredChat | undefined {
    return this.chats.find(({ chat }) => !chat.cerrado);
  }

  get live(): FakeSocket[] {
    return this.sockets.filter(({ state }) => state === "open");
  }

  get last(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  /** Every text that is stored, in all chats. */
  get texts(): string[] {
    return this.chats.flatMap(({ mensajes }) => mensajes.map(({ texto }) => texto));
  }

  reply(texto: string, adjuntos: Adjunto[] = []): Mensaje {
    const stored = this.open ?? this.#newChat();
    const autor = { tipo: "soporte", id: 1, nombre: "Ana" } as const;
    return this.#store(stored, { uid: `s${this.#ids++}`, texto, autor, adjuntos });
  }

  close(razon_cierre = "resuelto"): void {
    const stored = this.open;
    if (!stored) return;
    const { chat } = stored;
    chat.cerrado = true;
    chat.razon_cierre = razon_cierre;
    chat.mensaje_cierre = "El chat ha sido cerrado por el equipo de soporte";
    chat.cerrado_en = "2026-11-23T10:00:00Z";
    this.#tell(closedFrame(stored));
  }

  cutAll(code = 1006): void {
    for (const socket of this.live) socket.cut(code);
  }

  #greet(socket: FakeSocket): void {
    if (this.down || this.refuse !== null) {
      socket.cut(this.refuse ?? 1006);
      return;
    }
    socket.accept();
    const query = new URL(socket.url).searchParams;
    const named = this.chats.find(({ chat }) => chat.id === Number(query.get("chat")));
    const after = query.has("despues") ? Number(query.get("despues")) : null;
    const first = named ?? this.open;
    socket.emit(this.#ready(first));
    if (!first) return;
    if (after !== null) this.#replay(socket, first, after);
    const newer = this.open;
    if (!newer || newer === first) return;
    socket.emit({ type: "chat_opened", chat_id: newer.chat.id, anterior: first.chat.id });
    socket.emit(this.#ready(newer));
    this.#replay(socket, newer, 0);
  }

  #replay(socket: FakeSocket, stored: StoredChat, after: number): void {
    for (const mensaje of stored.mensajes) {
      if (mensaje.seq > after) socket.emit({ type: "chat_message", ...mensaje });
    }
    if (stored.chat.cerrado) socket.emit(closedFrame(stored));
  }

  #ready(stored: StoredChat | undefined): ServerFrame {
    const chat = stored?.chat;
    return {
      type: "ready",
      chat_id: chat?.id ?? null,
      ultimo_seq: chat?.ultimo_seq ?? 0,
      cerrado: chat?.cerrado ?? false,
      epoca: this.epoca,
      latido: this.latido,
      soporte: "en_linea",
      leido_cliente: chat?.leido_cliente ?? 0,
      leido_soporte: chat?.leido_soporte ?? 0,
      sin_leer: 0,
      anterior: chat ? chat.anterior : (this.chats.at(-1)?.chat.id ?? null),
      expira_en: null,
    };
  }

  #hear(socket: FakeSocket, frame: ClientFrame): void {
    if (this.deaf) return;
    if (frame.type === "ping") {
      const chat = this.open?.chat ?? this.chats.at(-1)?.chat;
      const chat_id = chat?.id ?? null;
      if (!this.mute) socket.emit({ type: "pong", chat_id, ultimo_seq: chat?.ultimo_seq ?? 0 });
    }
    if (frame.type === "chat_message") this.#say(socket, frame);
  }

  #say(socket: FakeSocket, frame: Extract<ClientFrame, { type: "chat_message" }>): void {
    const all = this.chats.flatMap(({ mensajes }) => mensajes);
    const known = all.find(({ uid }) => uid === frame.uid);
    // What is stored was right; a server without its database can't know that.
    if (this.refuseMessages && !(known && this.refuseMessages === "datos_invalidos")) {
      const error = { type: "error", codigo: this.refuseMessages, detail: "No", uid: frame.uid };
      socket.emit(error);
      return;
    }
    const autor = { tipo: "cliente", id: 5, nombre: "Eva" } as const;
    const adjuntos = this.uploads.filter(({ id }) => frame.adjuntos?.includes(id));
    const mensaje =
      known ?? this.#store(this.open ?? this.#newChat(), { ...frame, autor, adjuntos }, socket);
    if (this.mute) return;
    const { uid, chat_id, seq, creado_en } = mensaje;
    socket.emit({ type: "ack", uid, chat_id, seq, creado_en });
  }

  #store(
    { chat, mensajes }: StoredChat,
    said: Pick<Mensaje, "uid" | "texto" | "autor"> & { adjuntos?: Adjunto[] },
    author?: FakeSocket,
  ): Mensaje {
    chat.ultimo_seq += 1;
    const mensaje: Mensaje = {
      chat_id: chat.id,
      seq: chat.ultimo_seq,
      uid: said.uid,
      tipo: "texto",
      autor: said.autor,
      texto: said.texto,
      adjuntos: said.adjuntos ?? [],
      contexto: null,
      creado_en: "2026-11-23T09:00:00Z",
    };
    mensajes.push(mensaje);
    for (const socket of this.live) {
      if (socket !== author) socket.emit({ type: "chat_message", ...mensaje });
    }
    return mensaje;
  }

  #newChat(): StoredChat {
    const anterior = this.chats.at(-1)?.chat.id ?? null;
    const chat = {
      id: this.#ids++,
      cliente_id: 5,
      cerrado: false,
      creado_en: "2026-11-23T09:00:00Z",
      ultimo_seq: 0,
      leido_hasta: 0,
      sin_leer: 0,
      leido_cliente: 0,
      leido_soporte: 0,
      anterior,
      contexto: null,
      cerrado_en: null,
      cerrado_por: null,
      razon_cierre: null,
      mensaje_cierre: null,
      valoracion: null,
    };
    const stored: StoredChat = { chat, mensajes: [] };
    this.chats.push(stored);
    this.#tell({ type: "chat_opened", chat_id: chat.id, anterior });
    this.#tell(this.#ready(stored));
    return stored;
  }

  #tell(frame: ServerFrame): void {
    for (const socket of this.live) socket.emit(frame);
  }

  #get({ pathname, searchParams }: URL): unknown {
    if (pathname.includes("/adjuntos/")) return new Blob([pathname]);
    const messages = /^\/api\/chat\/(\d+)\/mensajes\/$/.exec(pathname);
    if (pathname === "/api/chat/historial/") {
      const rows = this.chats.filter(({ mensajes }) => mensajes.length > 0).reverse();
      return { resultados: rows.map(historyRow), siguiente: null };
    }
    const stored = this.chats.find(({ chat }) => chat.id === Number(messages?.[1]));
    if (!messages || !stored) throw problem(404, "no_encontrado");
    const limit = Number(searchParams.get("limite") ?? 50);
    const after = searchParams.get("despues");
    const before = Number(searchParams.get("antes") ?? Number.POSITIVE_INFINITY);
    const range = stored.mensajes.filter(({ seq }) => seq > Number(after ?? 0) && seq < before);
    const resultados = after === null ? range.slice(-limit) : range.slice(0, limit);
    return { resultados, hay_mas: resultados.length < range.length };
  }

  async #held({ signal, onUploadProgress }: UploadConfig): Promise<void> {
    if (!this.heldUploads) return;
    onUploadProgress?.({ loaded: 1, total: 2 });
    const held = this.heldUploads;
    await new Promise<void>((resolve, reject) => {
      held.push(resolve);
      signal?.addEventListener("abort", () => reject(new Error("canceled")));
    });
  }

  #upload(form: FormData): Adjunto {
    if (this.refuseUploads) {
      const { status, codigo, retryAfter } = this.refuseUploads;
      throw problem(status, codigo, retryAfter ? { "retry-after": `${retryAfter}` } : {});
    }
    const { name: nombre, type: tipo, size: bytes } = form.get("archivo") as File;
    const id = `a${this.#ids++}`;
    const size = tipo.startsWith("image/") ? { ancho: 800, alto: 600 } : {};
    const adjunto = { id, nombre, tipo, bytes, url: `/api/chat/100/adjuntos/${id}/`, ...size };
    this.uploads.push(adjunto);
    return adjunto;
  }

  #post(url: string, body: unknown): unknown {
    if (url === "/api/chat/soporte/adjuntos/") return this.#upload(body as FormData);
    const rated = /^\/api\/chat\/(\d+)\/valoracion\/$/.exec(url);
    const stored = this.chats.find(({ chat }) => chat.id === Number(rated?.[1]));
    if (stored) {
      this.ratings.push(body);
      const { puntuacion, comentario = null } = body as Valoracion;
      const valoracion = { puntuacion, comentario, valorado_en: "2026-11-23T11:00:00Z" };
      return { ...stored.chat, valoracion };
    }
    if (url === "/api/chat/ticket/") return { ticket: "t", expira_en: "" };
    if (url === "/api/chat/soporte/") {
      const creado = !this.open;
      return { ...(this.open ?? this.#newChat()).chat, creado };
    }
    throw problem(404, "no_encontrado");
  }

  #answer(run: () => unknown): { data: unknown; status: number } {
    if (this.down) throw new TypeError("Failed to fetch");
    const data = run();
    return { data: data instanceof Blob ? data : structuredClone(data), status: 200 };
  }
}

function closedFrame({ chat }: StoredChat): ServerFrame {
  return {
    type: "chat_closed",
    chat_id: chat.id,
    mensaje: chat.mensaje_cierre ?? "",
    razon_cierre: chat.razon_cierre,
    cerrado_en: chat.cerrado_en ?? "",
    ultimo_seq: chat.ultimo_seq,
  };
}

function historyRow({ chat, mensajes }: StoredChat): unknown {
  const last = mensajes.at(-1);
  return {
    ...chat,
    primer_texto: mensajes[0]?.texto ?? null,
    ultimo_texto: last?.texto ?? null,
    ultimo_autor: last?.autor ?? null,
  };
}

interface UploadConfig {
  signal?: AbortSignal;
  onUploadProgress?(event: { loaded: number; total?: number }): void;
}

function problem(status: number, codigo: string, headers = {}): Error {
  return Object.assign(new Error(codigo), { response: { status, data: { codigo }, headers } });
}

/** A page as a test holds it: its world, and what happens to it. */
export interface FakePage {
  env: Partial<Env>;
  local: KeyValue;
  outbox: OutboxStore;
  wake(): void;
  doubt(): void;
  freeze(): void;
  /** Takes its locks, channels, sockets and timers with it. */
  crash(): void;
  /** Crashes before the write to storage that comes after `writes` more. */
  crashAfter(writes: number): void;
  readonly isAlive: boolean;
}

/** The storage of one browser: it outlives every page. */
export class FakeBrowser {
  readonly values = new Map<string, string>();
  readonly entries = new Map<string, OutboxEntry>();
  /** While true, the database refuses everything. */
  broken = false;
  #channels = new Map<string, Set<(message: unknown) => void>>();
  #locked = new Map<string, Promise<unknown>>();

  readonly local: KeyValue = {
    get: (key) => this.values.get(key) ?? null,
    set: (key, value) => void this.values.set(key, value),
    remove: (key) => void this.values.delete(key),
    keys: (prefix) => [...this.values.keys()].filter((key) => key.startsWith(prefix)),
  };

  readonly outbox: OutboxStore = {
    all: async () => {
      await this.#asked();
      return structuredClone([...this.entries.values()]);
    },
    put: async (entry) => {
      await this.#asked();
      this.entries.set(entry.uid, structuredClone(entry));
    },
    remove: async (uid) => {
      await this.#asked();
      this.entries.delete(uid);
    },
  };

  page(server: FakeServer): FakePage {
    let alive = true;
    let writesLeft = Number.POSITIVE_INFINITY;
    const watchers = new Set<Record<"wake" | "doubt" | "freeze", () => void>>();
    const leave = new Set<() => void>();
    const sockets = new Set<FakeSocket>();
    const crash = () => {
      alive = false;
      for (const release of leave) release();
      for (const socket of sockets) {
        socket.onclose = socket.onmessage = null;
        socket.cut();
      }
    };
    /** False where the page is dead, or dies of this very write. */
    const writes = () => {
      if (alive && writesLeft-- <= 0) crash();
      return alive;
    };
    const tell = (what: "wake" | "doubt" | "freeze") => {
      for (const watcher of [...watchers]) watcher[what]();
    };
    const { local, outbox } = this;
    const env: Partial<Env> = {
      random: () => 1,
      openSocket: (url, protocols) => {
        const socket = server.openSocket(url, protocols);
        sockets.add(socket);
        if (!alive) socket.close();
        return socket;
      },
      setTimeout: (run, ms) => setTimeout(() => alive && run(), ms),
      watchPage: (wake, doubt, freeze) => {
        const watcher = { wake, doubt, freeze };
        watchers.add(watcher);
        return () => watchers.delete(watcher);
      },
      channel: (name) => this.#channel(name, () => alive),
      locks: {
        request: (name, run) => {
          const before = this.#locked.get(name) ?? Promise.resolve();
          const done = before.then(() =>
            alive ? Promise.race([run(), new Promise<never>((r) => leave.add(r as never))]) : null,
          );
          this.#locked.set(
            name,
            done.catch(() => {}),
          );
          return done as never;
        },
      },
    };
    return {
      env,
      local: {
        ...local,
        set: (key, value) => void (writes() && local.set(key, value)),
        remove: (key) => void (writes() && local.remove(key)),
      },
      outbox: {
        all: () => outbox.all(),
        put: async (entry) => (writes() ? outbox.put(entry) : new Promise(() => {})),
        remove: async (uid) => (writes() ? outbox.remove(uid) : new Promise(() => {})),
      },
      wake: () => tell("wake"),
      doubt: () => tell("doubt"),
      freeze: () => tell("freeze"),
      crash,
      crashAfter: (writes) => {
        writesLeft = writes;
      },
      get isAlive() {
        return alive;
      },
    };
  }

  async #asked(): Promise<void> {
    await later();
    if (this.broken) throw new Error("QuotaExceededError");
  }

  #channel(name: string, isAlive: () => boolean): Channel {
    const all = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, all);
    let mine: ((message: unknown) => void) | null = null;
    return {
      post: (message) => {
        if (!isAlive()) return;
        for (const listener of all) if (listener !== mine) queueMicrotask(() => listener(message));
      },
      listen: (listener) => {
        mine = (message) => isAlive() && listener(message);
        all.add(mine);
      },
      close: () => {
        if (mine) all.delete(mine);
      },
    };
  }
}

async function later(): Promise<void> {
  await Promise.resolve();
  await Promise.resolve();
}
