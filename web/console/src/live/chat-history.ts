// The log of one chat and the requests that complete it: its newest page, earlier ones, and whatever
// a lost frame left out.
import type { DeskApi } from "../desk-api";
import type { Mensaje } from "../wire";
import { ChatLog } from "./chat-log";

const PAGE = 50;
const CATCH_UP_PAGE = 200;

export class ChatHistory {
  private log = new ChatLog();
  private catchingUp = false;

  /** `arrived` hears of each message that was fetched because no frame brought it. */
  constructor(
    private readonly id: number,
    private readonly api: Pick<DeskApi, "mensajes">,
    private readonly arrived: (mensaje: Mensaje) => void,
  ) {}

  get mensajes(): readonly Mensaje[] {
    return this.log.mensajes;
  }

  get hasEarlier(): boolean {
    return this.log.hasEarlier;
  }

  get isLoaded(): boolean {
    return this.log.loaded;
  }

  get last(): number {
    return this.log.last;
  }

  /** The newest page is here. */
  async begin(): Promise<void> {
    const { log } = this;
    if (log.loaded) return;
    const page = await this.api.mensajes(this.id, { limite: PAGE });
    log.begin(page.resultados, page.hay_mas);
  }

  async addEarlier(): Promise<void> {
    const { log } = this;
    if (!log.hasEarlier) return;
    const page = await this.api.mensajes(this.id, { antes: log.first, limite: PAGE });
    log.prepend(page.resultados, page.hay_mas);
  }

  add(mensaje: Mensaje): void {
    this.log.apply(mensaje);
    void this.catchUp();
  }

  /** The server has said that the chat reaches up to `seq`. */
  announce(seq: number): void {
    this.log.announce(seq);
    void this.catchUp();
  }

  forget(): void {
    this.log = new ChatLog();
  }

  /** The log reaches as far as the server's: a lost frame costs a request, never a message. */
  async catchUp(): Promise<void> {
    if (this.catchingUp) return;
    this.catchingUp = true;
    const { log } = this;
    try {
      while (log === this.log && log.isBehind) {
        const range = { despues: log.last, limite: CATCH_UP_PAGE };
        const page = await this.api.mensajes(this.id, range);
        if (page.resultados.length === 0 || log !== this.log) break;
        for (const mensaje of page.resultados) this.arrived(mensaje);
      }
    } catch {
      // The next frame or `ready` tries again.
    }
    this.catchingUp = false;
    if (log !== this.log) void this.catchUp(); // forgotten meanwhile
  }
}
