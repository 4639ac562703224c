// The inbox and the chat beside it; on a phone one of them at a time.
import { Outlet, useParams } from "@tanstack/react-router";
import { useContext } from "react";
import { Inbox } from "../inbox/Inbox";
import { useIsPhone } from "../ui/use-screen";
import { MenuContext } from "./menu-context";

export function InboxLayout() {
  const isPhone = useIsPhone();
  const onMenu = useContext(MenuContext);
  const { chatId } = useParams({ strict: false });
  const showsInbox = !isPhone || chatId === undefined;
  return (
    <div className="grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] desk:grid-cols-[320px_minmax(0,1fr)] wide:grid-cols-[348px_minmax(0,1fr)]">
      {showsInbox && <Inbox onMenu={onMenu} />}
      {(!isPhone || chatId !== undefined) && <Outlet />}
    </div>
  );
}
