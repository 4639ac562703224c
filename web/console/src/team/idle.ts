// Whether somebody is at this tab: it was touched within some minutes. The server puts an agente's tabs and
// browsers together: away is who is idle in all of them.

const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;
const LOOK_MS = 5_000;

type Say = (idle: boolean) => void;

export class IdleWatch {
  private touchedAt = 0;
  private idle = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly minutes: number,
    private readonly say: Say,
    private readonly page: Document = document,
  ) {}

  start(): void {
    this.touchedAt = Date.now();
    for (const touch of TOUCHES)
      this.page.addEventListener(touch, this.touched, { passive: true, capture: true });
    this.page.addEventListener("visibilitychange", this.shown);
    this.timer = setInterval(this.look, LOOK_MS);
  }

  stop(): void {
    for (const touch of TOUCHES)
      this.page.removeEventListener(touch, this.touched, { capture: true });
    this.page.removeEventListener("visibilitychange", this.shown);
    clearInterval(this.timer);
  }

  /** After a reconnect, which begins as somebody who is there. */
  again = (): void => {
    if (this.idle) this.say(true);
  };

  private touched = (): void => {
    this.touchedAt = Date.now();
    if (this.idle) this.set(false);
  };

  private shown = (): void => {
    if (this.page.visibilityState === "visible") this.touched();
  };

  private look = (): void => {
    if (!this.idle && Date.now() - this.touchedAt >= this.minutes * 60_000) this.set(true);
  };

  private set(idle: boolean): void {
    this.idle = idle;
    this.say(idle);
  }
}
