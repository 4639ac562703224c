// Pushes to this browser: whether they can be, whether they are, and how they begin and end.
import { get, send } from "../data/queries";
import type { wire } from "../wire";

export type PushState = "unsupported" | "denied" | "off" | "on";

const PATH = "/api/soporte/push/";
const SCRIPT = "/soporte/avisos.js";
const SCOPE = "/soporte/";
const WHOSE = "ventanilla.push";

export const canPush = (): boolean =>
  typeof Notification === "function" && "serviceWorker" in navigator && "PushManager" in window;

export async function pushState(): Promise<PushState> {
  if (!canPush()) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return (await subscription()) ? "on" : "off";
}

/** Asks for the browser's permission: on a click only. Throws what the browser or the server say. */
export async function startPush(agenteId: number): Promise<PushState> {
  if ((await Notification.requestPermission()) !== "granted") return pushState();
  const { clave } = await get<wire.ClavePush>(PATH);
  await navigator.serviceWorker.register(SCRIPT, { scope: SCOPE });
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: clave });
  await tell(made);
  remember(agenteId, made);
  return "on";
}

export async function stopPush(): Promise<PushState> {
  const found = await subscription();
  if (found) {
    await send("DELETE", PATH, { endpoint: found.endpoint });
    await found.unsubscribe();
  }
  return pushState();
}

/** The browser changes an address by itself now and then; and who logs in after a colleague gets nothing of theirs. */
export async function keepPush(agenteId: number): Promise<void> {
  const found = canPush() ? await subscription() : null;
  if (!found) return;
  const [whose, endpoint] = (recall() ?? "").split(" ");
  if (whose !== String(agenteId)) await found.unsubscribe();
  else if (endpoint !== found.endpoint) {
    await tell(found);
    remember(agenteId, found);
  }
}

async function subscription(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker.getRegistration(SCOPE);
  return (await worker?.pushManager.getSubscription()) ?? null;
}

async function tell(made: PushSubscription): Promise<void> {
  const { endpoint, keys } = made.toJSON();
  await send("POST", PATH, { endpoint, p256dh: keys?.p256dh, auth: keys?.auth });
}

function remember(agenteId: number, { endpoint }: PushSubscription): void {
  try {
    localStorage.setItem(WHOSE, `${agenteId} ${endpoint}`);
  } catch {
    // Then it ends with the next visit, and can be turned on again.
  }
}

function recall(): string | null {
  try {
    return localStorage.getItem(WHOSE);
  } catch {
    return null;
  }
}
