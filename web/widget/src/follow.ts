// Who the cliente is, and what happens in their chat, told to the page.

import { ChatCliente, type ConnectionState, claims } from "@ventanilla/core";
import { startAlertsLater } from "@ventanilla/react/alerts";
import type { Session } from "./session";

/** Follows the chat of the cliente whom the first token names. Later tokens are asked for when they are
 * needed. Returns the cliente, and the end of the telling. */
export function follow(first: string, session: Session): [ChatCliente, () => void] {
  const { sub, nombre } = claims(first);
  if (!sub) throw new Error("Ventanilla: el token no dice de quién es (sub)");
  const { depurar } = session.getSnapshot().options;
  let unused: string | null = first;
  const cliente = new ChatCliente({
    usuario: { id: String(sub), ...(nombre ? { nombre } : {}) },
    servidor: session.servidor,
    token: () => {
      const token = unused;
      unused = null;
      return token ?? session.askToken();
    },
    // biome-ignore lint/suspicious/noConsole: asked for by the page
    ...(depurar ? { log: (line: string) => console.debug(line) } : {}),
  });
  const quiet = alerting(cliente, session);
  const silent = telling(cliente, session);
  const end = () => {
    quiet();
    silent();
  };
  return [cliente, end];
}

/** After what is being typed already. */
export function write(cliente: ChatCliente, texto: string): void {
  const draft = cliente.draft();
  if (!draft.includes(texto)) cliente.setDraft("", [draft, texto].filter(Boolean).join("\n"));
}

/** A person who looks elsewhere is told that soporte has written. */
function alerting(cliente: ChatCliente, session: Session): () => void {
  const { sonido, titulo } = session.getSnapshot().options;
  return startAlertsLater(cliente, { sonido, titulo, onPress: () => session.setOpen(true) });
}

function telling(cliente: ChatCliente, session: Session): () => void {
  const { events } = session;
  let connection: ConnectionState["status"] = "idle";
  const tell = () => {
    const snapshot = cliente.getSnapshot();
    session.setUnread(snapshot.sinLeer);
    if (snapshot.connection.status === connection) return;
    connection = snapshot.connection.status;
    events.emit("conexion", connection);
  };
  const ends = [
    cliente.subscribe(tell),
    cliente.events.on("message", (mensaje) => events.emit("mensaje", mensaje)),
    cliente.events.on("closed", (event) => {
      session.setOpen(false);
      events.emit("chat_cerrado", event);
    }),
    cliente.events.on("opened", (event) => events.emit("chat_abierto", event)),
  ];
  return () => {
    for (const end of ends) end();
  };
}
