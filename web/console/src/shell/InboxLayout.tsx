// Inbox and chat side by side; on a phone one of them at a time.
import { Outlet, useParams } from "@tanstack/react-router";
import { Inbox } from "../inbox/Inbox";
import { useIsPhone } from "../ui/use-screen";
import { useOpenRail } from "./rail-menu";
import { usePageTitle } from "./use-page-title";

export function InboxLayout() {
  const isPhone = useIsPhone();
  const openRail = useOpenRail();
  const { chatId } = useParams({ strict: false });
  const showsInbox = !isPhone || chatId === undefined;
  usePageTitle();

  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] desk:grid-cols-[320px_minmax(0,1fr)] wide:grid-cols-[348px_minmax(0,1fr)]">
      {showsInbox && <Inbox onMenu={openRail} />}
      {(!isPhone || chatId !== undefined) && <Outlet />}
    </div>
  );
}
