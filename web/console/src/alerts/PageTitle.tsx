// The tab's title and mark: how many open chats have something unread, and where one is.
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useListed } from "../chat/use-row";
import { useTenants } from "../data/queries";
import { useDesk } from "../session/desk-context";
import { pageName } from "../shell/page-name";
import { useTexts } from "../texts";
import { usePart, useStore } from "../ui/use-store";
import { titleOf, unreadIn } from "./title";

/** Nothing to see but in the tab. A component of its own, so that what it hears draws nothing else anew. */
export function PageTitle() {
  const t = useTexts();
  const desk = useDesk();
  const { chatId } = useParams({ strict: false });
  const tenants = useTenants().data?.resultados;
  const muted = tenants?.filter((each) => each.silenciado).map((each) => each.tenant.slug) ?? [];
  const unread = usePart(desk.open, ({ rows }) => unreadIn(rows, new Set(muted)));
  const page = useStore(pageName);
  const who = useListed(Number(chatId))?.cliente.nombre;
  const where = page ?? who ?? t.inbox;

  useEffect(() => {
    document.title = titleOf(unread, where);
  }, [unread, where]);

  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const wanted = icon?.href.replace(
      /mark(-unread)?\.svg$/,
      `mark${unread > 0 ? "-unread" : ""}.svg`,
    );
    if (icon && wanted && icon.href !== wanted) icon.href = wanted;
  }, [unread]);

  return null;
}
