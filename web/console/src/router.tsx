// The addresses: /soporte/ is the inbox, /soporte/chats/124 a chat beside it, the other pages take the
// place of both. What is narrowed and which panel is out are search params, so that a link shows what
// its sender saw; a page's own params are read where the page is, from `useSearch`.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { ChatPage } from "./chat/ChatPage";
import { NoChat } from "./chat/NoChat";
import type { View } from "./live/rows";
import { DeskLayout } from "./shell/DeskLayout";
import { InboxLayout } from "./shell/InboxLayout";
import { PageFailed, PagePending } from "./shell/PageFace";

export type Vista = "esperan" | "cerrados";

export type DeskSearch = {
  vista?: Vista | undefined;
  tenant?: string | undefined;
  q?: string | undefined;
  /** The details, where they are not always on the screen. */
  panel?: "persona" | undefined;
  /** The earlier chat that is being looked at. */
  previo?: number | undefined;
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
  const { vista, tenant, q, panel, previo } = search;
  const id = Number(previo);
  return {
    ...(vista === "esperan" || vista === "cerrados" ? { vista } : {}),
    ...(tenant === undefined ? {} : { tenant: String(tenant) }),
    ...(q === undefined || q === "" ? {} : { q: String(q) }),
    ...(panel === "persona" ? { panel } : {}),
    ...(Number.isSafeInteger(id) && id > 0 ? { previo: id } : {}),
  };
}

const root = createRootRoute({ component: DeskLayout, validateSearch });

// Inbox and chat are the first load.
const desk = createRoute({ getParentRoute: () => root, id: "_desk", component: InboxLayout });
const inbox = createRoute({ getParentRoute: () => desk, path: "/", component: NoChat });
const chat = createRoute({
  getParentRoute: () => desk,
  path: "/chats/$chatId",
  component: ChatPage,
});

// The rest takes their place and comes when it is asked for.
const board = createRoute({
  getParentRoute: () => root,
  path: "/tablero",
  component: lazyRouteComponent(() => import("./board/BoardPage"), "BoardPage"),
});
const search = createRoute({
  getParentRoute: () => root,
  path: "/buscar",
  component: lazyRouteComponent(() => import("./search/SearchPage"), "SearchPage"),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: "/ajustes",
  component: lazyRouteComponent(() => import("./settings/SettingsPage"), "SettingsPage"),
});
const settingsIndex = createRoute({ getParentRoute: () => settings, path: "/" });
const settingsSection = createRoute({ getParentRoute: () => settings, path: "/$seccion" });
const tenant = createRoute({
  getParentRoute: () => root,
  path: "/tenants/$slug",
  component: lazyRouteComponent(() => import("./tenants/TenantPage"), "TenantPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    desk.addChildren([inbox, chat]),
    board,
    search,
    settings.addChildren([settingsIndex, settingsSection]),
    tenant,
  ]),
  basepath: "/soporte",
  trailingSlash: "preserve",
  defaultPreload: "intent",
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: NoChat,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
