// The addresses: /soporte/ is the inbox, /soporte/chats/124 a chat beside it; what is narrowed and
// which panel is out are search params, so that a link shows what its sender saw. Whole pages are
// fetched when they are opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { NoChat } from "./chat/NoChat";
import { type DeskSearch, validDeskSearch } from "./desk-search";
import { DeskLayout } from "./shell/DeskLayout";
import { InboxLayout } from "./shell/InboxLayout";
import { PageFailed, PagePending } from "./shell/PageFace";

export * from "./desk-search";

const root = createRootRoute({
  component: DeskLayout,
  validateSearch: (search): DeskSearch => validDeskSearch(search),
});
const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  component: InboxLayout,
});
const inbox = createRoute({ getParentRoute: () => desk, path: "/", component: NoChat });
const ChatPage = lazyRouteComponent(() => import("./chat/ChatPage"), "ChatPage");
const chat = createRoute({
  getParentRoute: () => desk,
  path: "/chats/$chatId",
  component: ChatPage,
});
const board = createRoute({
  getParentRoute: () => root,
  path: "/tablero",
  component: lazyRouteComponent(() => import("./board/BoardPage"), "BoardPage"),
});
const find = createRoute({
  getParentRoute: () => root,
  path: "/buscar",
  component: lazyRouteComponent(() => import("./search/SearchPage"), "SearchPage"),
});
const SettingsPage = lazyRouteComponent(() => import("./settings/SettingsPage"), "SettingsPage");
const settings = createRoute({
  getParentRoute: () => root,
  path: "/ajustes",
  component: SettingsPage,
});
const section = createRoute({
  getParentRoute: () => root,
  path: "/ajustes/$seccion",
  component: SettingsPage,
});
const tenant = createRoute({
  getParentRoute: () => root,
  path: "/tenants/$slug",
  component: lazyRouteComponent(() => import("./tenants/TenantPage"), "TenantPage"),
});

// The inbox comes first; the chat is there before anyone has read its rows.
addEventListener("load", () => setTimeout(() => void ChatPage.preload?.()));

export const router = createRouter({
  routeTree: root.addChildren([
    desk.addChildren([inbox, chat]),
    board,
    find,
    settings,
    section,
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
