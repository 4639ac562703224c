// The messages of one chat as far as this console has them: always an unbroken run of seqs.
// Whatever arrives out of turn is held until the run reaches it.
import type { Mensaje } from "../wire";

export class ChatLog {
  mensajes: readonly Mensaje[] = [];
  hasEarlier = false;
  loaded = false;
  private announced = 0;
  private readonly held = new Map<number, Mensaje>();

  get last(): number {
    return this.mensajes.at(-1)?.seq ?? 0;
  }

  get first(): number {
    return this.mensajes[0]?.seq ?? 0;
  }

  /** Whether the server has messages after the last one here. */
  get isBehind(): boolean {
    return this.loaded && (this.announced > this.last || this.held.size > 0);
  }

  /** The server has said that the chat reaches up to `seq`. */
  announce(seq: number): void {
    this.announced = Math.max(this.announced, seq);
  }

  /** The newest page, the first thing that the log is given. */
  begin(page: readonly Mensaje[], hasEarlier: boolean): void {
    this.loaded = true;
    this.mensajes = page;
    this.hasEarlier = hasEarlier;
    this.drain();
  }

  apply(mensaje: Mensaje): void {
    this.announce(mensaje.seq);
    if (this.loaded && mensaje.seq <= this.last) return;
    this.held.set(mensaje.seq, mensaje);
    if (this.loaded) this.drain();
  }

  /** The page before the first message here. */
  prepend(page: readonly Mensaje[], hasEarlier: boolean): void {
    const earlier = page.filter((mensaje) => mensaje.seq < this.first);
    this.mensajes = [...earlier, ...this.mensajes];
    this.hasEarlier = hasEarlier;
  }

  private drain(): void {
    const run: Mensaje[] = [];
    let next = this.last + 1;
    for (let found = this.held.get(next); found; found = this.held.get(next)) {
      run.push(found);
      next += 1;
    }
    if (run.length > 0) this.mensajes = [...this.mensajes, ...run];
    for (const seq of this.held.keys()) if (seq < next) this.held.delete(seq);
  }
}
