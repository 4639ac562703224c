// At once after a calm, else a little later: what moves with every event is drawn for nobody.

const SPACING_MS = 250;

export class Pace {
  private ranAt = Number.NEGATIVE_INFINITY;
  private waits = false;

  constructor(
    private readonly run: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** It will run once, however often it is asked for until then. */
  ask(): void {
    if (this.waits) return;
    this.waits = true;
    const wait = this.ranAt + SPACING_MS - this.now();
    // A page that nobody sees draws no frames: its lists stay true all the same.
    if (wait <= 0 && document.visibilityState === "visible") requestAnimationFrame(this.go);
    else setTimeout(this.go, Math.max(0, wait));
  }

  private readonly go = (): void => {
    this.waits = false;
    this.ranAt = this.now();
    this.run();
  };
}
