// The service worker, at /soporte/avisos.js: shows pushes, and leads from them to the chat. It keeps
// nothing and stands between nothing: every request goes to the network as if it were not there.

type Push = {
  clase: string;
  titulo: string;
  texto: string;
  chat_id: number | null;
  etiqueta: string;
};
type DeskWindow = {
  url: string;
  focused: boolean;
  focus(): Promise<DeskWindow>;
  postMessage(told: unknown): void;
};
type Ended = Event & { waitUntil(done: Promise<unknown>): void };
type Here = {
  addEventListener(type: "install" | "activate", run: (event: Ended) => void): void;
  addEventListener(
    type: "push",
    run: (event: Ended & { data: { json(): Push } | null }) => void,
  ): void;
  addEventListener(
    type: "notificationclick",
    run: (event: Ended & { notification: Notification }) => void,
  ): void;
  registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(of: { type: "window"; includeUncontrolled: boolean }): Promise<DeskWindow[]>;
    openWindow(url: string): Promise<unknown>;
  };
};

const worker = self as unknown as Here;
const ICON = "/static/ventanilla/console/mark.svg";

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("push", (event) => {
  if (event.data) event.waitUntil(show(event.data.json()));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { chat_id } = (event.notification.data ?? {}) as { chat_id?: number | null };
  event.waitUntil(open(chat_id ?? null));
});

async function show({ titulo, texto, chat_id, etiqueta }: Push): Promise<void> {
  const here = await consoles();
  // Whoever looks at that very chat has seen it.
  if (chat_id !== null && here.some((each) => each.focused && isAt(each, chat_id))) return;
  const options = {
    body: texto,
    tag: etiqueta,
    renotify: true,
    icon: ICON,
    badge: ICON,
    data: { chat_id },
  };
  await worker.registration.showNotification(titulo, options);
}

async function open(chatId: number | null): Promise<void> {
  const here = await consoles();
  const one = here.find((each) => chatId !== null && isAt(each, chatId)) ?? here[0];
  if (!one) {
    await worker.clients.openWindow(chatId === null ? "/soporte/" : `/soporte/chats/${chatId}`);
    return;
  }
  if (chatId !== null) one.postMessage({ type: "open", chat_id: chatId });
  await one.focus();
}

async function consoles(): Promise<DeskWindow[]> {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter(({ url }) => new URL(url).pathname.startsWith("/soporte/"));
}

const isAt = ({ url }: DeskWindow, chatId: number): boolean =>
  new URL(url).pathname.replace(/\/$/, "").endsWith(`/chats/${chatId}`);
