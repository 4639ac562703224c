// Who the cliente is, and what happens in their chat, told to the page.

import { ChatCliente, type ConnectionState, claims } from "@ventanilla/core";
import { askToken, serverOf } from "./options";
import type { Session } from "./session";

/** Follows the chat of the cliente whom the first token names. Later tokens are asked for when they are
 * needed. Returns the cliente, and the end of the telling. */
export function follow(first: string, session: Session): [ChatCliente, () => void] {
  const { sub, nombre } = claims(first);
  if (!sub) throw new Error("Ventanilla: el token no dice de quién es (sub)");
  const options = () => session.getSnapshot().options;
  let unused: string | null = first;
  const cliente = new ChatCliente({
    usuario: { id: String(sub), ...(nombre ? { nombre } : {}) },
    servidor: serverOf(options()),
    token: () => {
      const token = unused;
      unused = null;
      return token ?? askToken(options());
    },
    // biome-ignore lint/suspicious/noConsole: asked for by the page
    ...(options().depurar ? { log: (line: string) => console.debug(line) } : {}),
  });
  return [cliente, telling(cliente, session)];
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
