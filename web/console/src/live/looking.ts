// Says that the agente looks at a chat, for as long as its window is on the screen: again and again, because
// the server believes it for half a minute only.

const REPEAT_MS = 10_000;

type Say = (chatId: number | null) => void;

export class Looking {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly chatId: number,
    private readonly say: Say,
  ) {}

  start(): void {
    document.addEventListener("visibilitychange", this.again);
    this.timer = setInterval(() => this.isVisible && this.say(this.chatId), REPEAT_MS);
    this.again();
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.again);
    clearInterval(this.timer);
    this.say(null);
  }

  /** Also after a reconnect. */
  again = (): void => this.say(this.isVisible ? this.chatId : null);

  private get isVisible(): boolean {
    return document.visibilityState === "visible";
  }
}
