// Listens to the desk and tells its agente: a sound, the browser's notification. What is worth which is
// decided in decide.ts, and by which tab in one-tab.ts.
import type { Desk } from "../live/desk";
import {
  type Context,
  fromAlert,
  fromInbox,
  type Happened,
  shouldNotify,
  shouldSound,
} from "./decide";
import { inOneTab, turnOf } from "./one-tab";
import type { Prefs } from "./prefs";
import { ring } from "./tones";

export type AlertsDeps = {
  prefs(): Prefs | undefined;
  isMuted(tenant: string): boolean;
  /** The chat that the address names. */
  chatOpen(): number | null;
  titleOf(happened: Happened): string;
  open(chatId: number): void;
};

export class Alerts {
  /** Chats in which this agente spoke last. */
  private readonly answered = new Set<number>();

  constructor(
    private readonly desk: Desk,
    private readonly deps: AlertsDeps,
  ) {}

  /** From now on; returns the end of it. */
  start(): () => void {
    const { agente, equipos } = this.desk.yo;
    const me = { id: agente.id, equipos };
    const undo = [
      this.desk.on("inbox", (frame) => {
        const { id } = frame.chat;
        const happened = fromInbox(frame, me, this.spokeLast(id));
        if (isBy(frame.chat.ultimo_autor, me.id)) this.answered.add(id);
        else if (frame.chat.ultimo_autor?.tipo === "soporte") this.answered.delete(id);
        if (frame.chat.cerrado) this.answered.delete(id);
        this.tell(happened);
      }),
      this.desk.on("alert", (frame) => this.tell(fromAlert(frame, me))),
    ];
    return () => {
      for (const each of undo) each();
    };
  }

  private spokeLast(id: number): boolean {
    // A console that was opened a moment ago knows the row as it was before this frame.
    return this.answered.has(id) || isBy(this.desk.row(id)?.ultimo_autor, this.desk.yo.agente.id);
  }

  private tell(happened: Happened | null): void {
    const prefs = this.deps.prefs();
    if (!happened || !prefs) return;
    // The tab that shows the chat takes its turn too, so that no other one speaks up.
    inOneTab(happened.key, turnOf(document), () => {
      const context = this.context(happened);
      const tone = shouldSound(happened, prefs, context);
      if (tone) ring(tone, prefs.volumen);
      if (shouldNotify(happened, prefs, context)) this.notify(happened);
    });
  }

  private context({ row }: Happened): Context {
    const focused = document.hasFocus();
    return {
      now: new Date(),
      muted: this.deps.isMuted(row.tenant.slug),
      focused,
      inView: focused && this.deps.chatOpen() === row.id,
    };
  }

  private notify(happened: Happened): void {
    if (typeof Notification !== "function" || Notification.permission !== "granted") return;
    const { row, texto } = happened;
    // A push of the same chat has the same tag: one takes the other's place.
    const options = { body: texto, tag: `chat-${row.id}`, data: { chat_id: row.id } };
    const title = this.deps.titleOf(happened);
    try {
      const shown = new Notification(title, options);
      shown.onclick = () => {
        window.focus();
        shown.close();
        this.deps.open(row.id);
      };
    } catch {
      // A phone shows them through the service worker only.
      void navigator.serviceWorker
        ?.getRegistration("/soporte/")
        .then((worker) => worker?.showNotification(title, options));
    }
  }
}

const isBy = (autor: { tipo: string; id: unknown } | null | undefined, id: number): boolean =>
  autor?.tipo === "soporte" && Number(autor.id) === id;
