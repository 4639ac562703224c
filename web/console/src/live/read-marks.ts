// Who has read one chat up to where. Marks only move forward; who writes has read.

export class ReadMarks {
  cliente = 0;
  /** The last seq that this agente has had before their eyes. */
  seen = 0;
  private soporte = 0;

  /** `tell` says to the server that soporte has read up to a seq; false where it could not. */
  constructor(private readonly tell: (seq: number) => boolean) {}

  learn(lector: "cliente" | "soporte", seq: number): void {
    this[lector] = Math.max(this[lector], seq);
  }

  see(seq: number): void {
    this.seen = Math.max(this.seen, seq);
    this.tellAgain();
  }

  /** Also after a reconnect: what was seen meanwhile could not be told. */
  tellAgain(): void {
    if (this.seen > this.soporte && this.tell(this.seen)) this.soporte = this.seen;
  }
}
