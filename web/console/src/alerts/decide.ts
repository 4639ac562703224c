// Pure decisions: what kind of event a frame is for this agente, and whether it is heard or shown.
import type { BandejaFila, InboxFrame, wire } from "../wire";
import type { Calma, Clase, Prefs, Tono } from "./prefs";

export type Happened = {
  clase: Clase;
  row: BandejaFila;
  /** The same in every tab of the browser, and for nothing else. */
  key: string;
  texto: string;
  de: string | null;
};

export type Me = { id: number; equipos: readonly number[] };

export type Context = {
  now: Date;
  /** The agente does not want to hear of this tenant. */
  muted: boolean;
  /** The chat is on the screen, and the window has the focus. */
  inView: boolean;
  /** The window has the focus. */
  focused: boolean;
};

/** What the inbox tells that calls for this agente; null = nothing. `answered`: they spoke last in it. */
export function fromInbox(frame: InboxFrame, me: Me, answered: boolean): Happened | null {
  const { chat: row, evento } = frame;
  if (row.ultimo_autor?.tipo !== "cliente") return null;
  if (evento !== "chat_opened" && evento !== "chat_message") return null;
  const clase = classOf(frame, me, answered);
  const key = `${clase}-${row.id}-${row.ultimo_seq}`;
  return clase && { clase, row, key, texto: row.ultimo_texto, de: null };
}

function classOf({ chat, evento }: InboxFrame, me: Me, answered: boolean): Clase | null {
  if (chat.asignado_a !== null) return chat.asignado_a === me.id ? "mensaje" : null;
  if (evento === "chat_message") return answered ? "mensaje" : null;
  if (chat.equipo_id !== null && !me.equipos.includes(chat.equipo_id)) return null;
  return chat.reapertura ? "reapertura" : "nuevo";
}

export function fromAlert(frame: wire.Alert, me: Me): Happened | null {
  if (frame.de?.id === me.id) return null;
  const { clase, chat, texto, en, de } = frame;
  return {
    clase,
    row: chat as BandejaFila,
    key: `${clase}-${chat.id}-${en}`,
    texto: texto || chat.ultimo_texto,
    de: de?.nombre ?? null,
  };
}

/** The sound of it; null = none. */
export function shouldSound({ clase }: Happened, prefs: Prefs, context: Context): Tono | null {
  const { sonido, tono } = prefs.avisos[clase];
  if (!sonido || prefs.volumen === 0 || context.inView) return null;
  return isQuiet(prefs, context) ? null : tono;
}

/** Whoever has the console before their eyes needs no notification. */
export function shouldNotify({ clase }: Happened, prefs: Prefs, context: Context): boolean {
  return prefs.avisos[clase].navegador && !context.focused && !isQuiet(prefs, context);
}

const isQuiet = ({ calma }: Prefs, { muted, now }: Context): boolean => muted || isCalm(calma, now);

const DAYS = ["dom", "lun", "mar", "mie", "jue", "vie", "sab"] as const;

/** Whether the quiet hours hold; a night belongs to the day on which it begins. */
export function isCalm(calma: Calma | null, now: Date): boolean {
  if (!calma) return false;
  const { desde, hasta, dias } = calma;
  const { time, day } = localTime(now, calma.zona);
  const today = dias.includes(DAYS[day]!);
  const yesterday = dias.includes(DAYS[(day + 6) % 7]!);
  if (desde < hasta) return today && desde <= time && time < hasta;
  return (today && time >= desde) || (yesterday && time < hasta);
}

const SHORT_DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function localTime(at: Date, timeZone: string): { time: string; day: number } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return { time: `${part("hour")}:${part("minute")}`, day: SHORT_DAYS.indexOf(part("weekday")) };
}
