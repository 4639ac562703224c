// Says that the agente is typing: at once, again every few seconds while it goes on, and when it ends.

const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;

export class TypingSender {
  private saidAt = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (activo: boolean) => void) {}

  start(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.stop(), IDLE_MS);
    if (Date.now() - this.saidAt < REPEAT_MS) return;
    this.saidAt = Date.now();
    this.say(true);
  }

  stop(): void {
    clearTimeout(this.idle);
    if (this.saidAt === 0) return;
    this.saidAt = 0;
    this.say(false);
  }
}
