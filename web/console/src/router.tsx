// The addresses: /soporte/ is the inbox, /soporte/chats/124 a chat beside it; what is narrowed and
// which panel is out are search params, so that a link shows what its sender saw.
import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { ChatPage } from "./chat/ChatPage";
import { NoChat } from "./chat/NoChat";
import type { View } from "./live/rows";
import { DeskLayout } from "./shell/DeskLayout";

export type Vista = "esperan" | "cerrados";

export type DeskSearch = {
  vista?: Vista | undefined;
  tenant?: string | undefined;
  q?: string | undefined;
  /** The details, where they are not always on the screen. */
  panel?: "persona" | undefined;
  /** The earlier chat that is being looked at. */
  previo?: number | undefined;
  /** The chat was closed by mistake: how it goes on. */
  deshacer?: boolean | undefined;
};

export function viewOf({ vista, tenant, q }: DeskSearch): View {
  return {
    estado: vista === "cerrados" ? "cerrado" : "abierto",
    ...(vista === "esperan" ? { espera: true } : {}),
    ...(tenant ? { tenant } : {}),
    ...(q ? { q } : {}),
  };
}

/** A link to a chat keeps the list as it is, and closes what was over the chat before. */
export const keepingList = ({ vista, tenant, q }: DeskSearch): DeskSearch => ({
  vista,
  tenant,
  q,
});

function validateSearch(search: Record<string, unknown>): DeskSearch {
  const { vista, tenant, q, panel, previo, deshacer } = search;
  const id = Number(previo);
  return {
    ...(vista === "esperan" || vista === "cerrados" ? { vista } : {}),
    ...(tenant === undefined ? {} : { tenant: String(tenant) }),
    ...(q === undefined || q === "" ? {} : { q: String(q) }),
    ...(panel === "persona" ? { panel } : {}),
    ...(Number.isSafeInteger(id) && id > 0 ? { previo: id } : {}),
    ...(deshacer === true ? { deshacer } : {}),
  };
}

const root = createRootRoute({ component: DeskLayout, validateSearch });
const inbox = createRoute({ getParentRoute: () => root, path: "/", component: NoChat });
const chat = createRoute({
  getParentRoute: () => root,
  path: "/chats/$chatId",
  component: ChatPage,
});

export const router = createRouter({
  routeTree: root.addChildren([inbox, chat]),
  basepath: "/soporte",
  trailingSlash: "preserve",
  defaultNotFoundComponent: NoChat,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
