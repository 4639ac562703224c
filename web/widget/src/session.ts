// What one widget does: knows its options, finds out who the cliente is when it is first opened, and
// opens and closes the panel. Draws nothing.

import {
  ChatCliente,
  type Contexto,
  claims,
  Emitter,
  leftUnsent,
  localKeyValue,
  Observable,
  type Unsubscribe,
} from "@ventanilla/core";
import type { WidgetEvents } from "./events";
import { askToken, serverOf, type WidgetOptions } from "./options";

export interface WidgetState {
  options: WidgetOptions;
  cliente: ChatCliente | null;
  open: boolean;
  failed: boolean;
  contexto: Contexto | undefined;
}

export class Session extends Observable<WidgetState> {
  readonly events = new Emitter<WidgetEvents>();
  #asking = false;
  #sinLeer = 0;
  #connection = "idle";
  #unlisten: Unsubscribe[] = [];

  constructor(options: WidgetOptions) {
    super({ options, cliente: null, open: false, failed: false, contexto: undefined });
  }

  /** Nothing is asked of the network unless the page wants it, or an earlier page left something unsent. */
  start(): void {
    const { options } = this.getSnapshot();
    const prefix = `ventanilla:${serverOf(options).replace(/^https?:\/\//, "")}:`;
    const unsent = leftUnsent(prefix, localKeyValue());
    if (options.conectar === "siempre" || unsent) void this.identify();
    this.events.emit("listo", undefined);
  }

  configure(options: WidgetOptions): void {
    this.#change({ options: { ...this.getSnapshot().options, ...options } });
  }

  setOpen(open: boolean): void {
    if (open) void this.identify();
    if (open === this.getSnapshot().open) return;
    this.#change({ open });
    this.events.emit(open ? "abrir" : "cerrar", undefined);
  }

  setContext(contexto: Contexto | undefined): void {
    this.#change({ contexto });
  }

  /** Opens the panel with a text to send, after what is being typed already. */
  async newMessage(texto: string): Promise<void> {
    await this.identify();
    this.setOpen(true);
    const { cliente } = this.getSnapshot();
    if (!cliente) return;
    const draft = cliente.draft();
    if (!draft.includes(texto)) cliente.setDraft("", [draft, texto].filter(Boolean).join("\n"));
  }

  /** Afterwards it is known who the cliente is, and their chat is followed. */
  async identify(): Promise<void> {
    const { cliente, options } = this.getSnapshot();
    if (cliente) return cliente.connect();
    if (this.#asking) return;
    this.#asking = true;
    this.#change({ failed: false });
    try {
      const token = await askToken(options);
      if (this.#asking) this.#follow(token);
    } catch (error) {
      this.#change({ failed: true });
      this.events.emit("error", error instanceof Error ? error : new Error(String(error)));
    }
    this.#asking = false;
  }

  logout(): void {
    this.getSnapshot().cliente?.logout();
    this.#leave();
  }

  destroy(): void {
    this.getSnapshot().cliente?.destroy();
    this.#leave();
  }

  #follow(first: string): void {
    const { sub, nombre } = claims(first);
    if (!sub) throw new Error("Ventanilla: el token no dice de quién es (sub)");
    const { options } = this.getSnapshot();
    let unused: string | null = first;
    const cliente = new ChatCliente({
      usuario: { id: String(sub), ...(nombre ? { nombre } : {}) },
      servidor: serverOf(options),
      token: () => {
        const token = unused;
        unused = null;
        return token ?? askToken(this.getSnapshot().options);
      },
      // biome-ignore lint/suspicious/noConsole: asked for by the page
      ...(options.depurar ? { log: (line: string) => console.debug(line) } : {}),
    });
    this.#unlisten = [
      cliente.subscribe(() => this.#tell(cliente)),
      cliente.events.on("message", (mensaje) => this.events.emit("mensaje", mensaje)),
      cliente.events.on("closed", (event) => this.events.emit("chat_cerrado", event)),
      cliente.events.on("opened", (event) => this.events.emit("chat_abierto", event)),
    ];
    this.#change({ cliente });
    cliente.connect();
  }

  #tell(cliente: ChatCliente): void {
    const { sinLeer, connection } = cliente.getSnapshot();
    if (sinLeer !== this.#sinLeer) {
      this.#sinLeer = sinLeer;
      this.events.emit("no_leidos", sinLeer);
    }
    if (connection.status !== this.#connection) {
      this.#connection = connection.status;
      this.events.emit("conexion", connection.status);
    }
  }

  #leave(): void {
    for (const unlisten of this.#unlisten.splice(0)) unlisten();
    this.#asking = false;
    this.#sinLeer = 0;
    this.#change({ cliente: null, open: false, failed: false, contexto: undefined });
  }

  #change(change: Partial<WidgetState>): void {
    this.set({ ...this.getSnapshot(), ...change });
  }
}
