// What one widget does: knows its options, finds out who the cliente is when it is first opened, and
// opens and closes the panel. Draws nothing.

import type { ChatCliente, Contexto } from "@ventanilla/core";
import { Emitter, leftUnsent, Observable, type Unsubscribe } from "@ventanilla/core/before";
import { hearUnread } from "@ventanilla/core/unread";
import { chunks } from "./chunks";
import type { WidgetEvents } from "./events";
import { askToken, serverOf, type WidgetOptions } from "./options";

export interface WidgetState {
  options: WidgetOptions;
  cliente: ChatCliente | null;
  open: boolean;
  failed: boolean;
  contexto: Contexto | undefined;
  sinLeer: number;
}

const NOBODY = { cliente: null, open: false, failed: false, contexto: undefined, sinLeer: 0 };

export class Session extends Observable<WidgetState> {
  readonly events = new Emitter<WidgetEvents>();
  isReady = false;
  #asking: Promise<void> | null = null;
  #unfollow: Unsubscribe | null = null;

  constructor(options: WidgetOptions) {
    super({ options, ...NOBODY });
  }

  get servidor(): string {
    return serverOf(this.getSnapshot().options);
  }

  /** A fresh token, from wherever the page says by now. */
  askToken(): Promise<string> {
    return askToken(this.getSnapshot().options);
  }

  /** Nothing is asked of the network unless the page wants it, or an earlier page left something unsent. */
  start(): void {
    const { options } = this.getSnapshot();
    if (options.conectar === "siempre" || leftUnsent(this.servidor)) void this.identify();
    else this.#unfollow = hearUnread(this.servidor, (sinLeer) => this.setUnread(sinLeer));
    this.isReady = true;
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

  setUnread(sinLeer: number): void {
    if (sinLeer === this.getSnapshot().sinLeer) return;
    this.#change({ sinLeer });
    this.events.emit("no_leidos", sinLeer);
  }

  /** Opens the panel with a text to send, after what is being typed already. */
  async newMessage(texto: string): Promise<void> {
    await this.identify();
    this.setOpen(true);
    const { cliente } = this.getSnapshot();
    if (cliente) (await chunks.panel()).write(cliente, texto);
  }

  /** Afterwards it is known who the cliente is, and their chat is followed; or `failed` says that it is not. */
  async identify(): Promise<void> {
    const { cliente } = this.getSnapshot();
    if (cliente) return cliente.connect();
    if (this.#asking) return this.#asking;
    const asking = this.#ask(() => this.#asking === asking);
    this.#asking = asking;
    await asking;
    if (this.#asking === asking) this.#asking = null;
  }

  logout(): void {
    this.getSnapshot().cliente?.logout();
    this.#leave();
  }

  destroy(): void {
    this.getSnapshot().cliente?.destroy();
    this.#leave();
  }

  async #ask(stillWanted: () => boolean): Promise<void> {
    this.#change({ failed: false });
    try {
      const [first, { follow }] = await Promise.all([this.askToken(), chunks.panel()]);
      if (!stillWanted()) return;
      this.#unfollow?.();
      const [cliente, end] = follow(first, this);
      this.#unfollow = end;
      this.#change({ cliente });
      cliente.connect();
    } catch (error) {
      if (!stillWanted()) return;
      this.#change({ failed: true });
      this.events.emit("error", error as Error);
    }
  }

  #leave(): void {
    this.#unfollow?.();
    this.#unfollow = null;
    this.#asking = null;
    this.#change(NOBODY);
  }

  #change(change: Partial<WidgetState>): void {
    this.set({ ...this.getSnapshot(), ...change });
  }
}
