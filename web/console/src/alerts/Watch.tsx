// Tells of what happens for as long as the desk is there; fetched after the first inbox.
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTenants } from "../data/queries";
import { keepingList } from "../router";
import { useDesk } from "../session/desk-context";
import { useTextsOf } from "../texts";
import { Alerts, type AlertsDeps } from "./Alerts";
import { keepPush } from "./push";
import { alertTexts } from "./texts";
import { useAlertPreferences } from "./use-preferences";

export default function Watch() {
  const desk = useDesk();
  const router = useRouter();
  const t = useTextsOf(alertTexts);
  const prefs = useAlertPreferences().data?.preferencias;
  const tenants = useTenants().data?.resultados;

  const deps: AlertsDeps = {
    prefs: () => prefs,
    isMuted: (slug) =>
      tenants?.some((each) => each.tenant.slug === slug && each.silenciado) ?? false,
    chatOpen: () => Number(/\/chats\/(\d+)/.exec(router.state.location.pathname)?.[1]) || null,
    titleOf: ({ clase, row, de }) => t[clase](row.tenant.nombre, row.cliente.nombre, de),
    open: (id) =>
      void router.navigate({
        to: "/chats/$chatId",
        params: { chatId: String(id) },
        search: keepingList,
      }),
  };
  const latest = useRef(deps);
  latest.current = deps;

  useEffect(() => {
    const of: AlertsDeps = {
      prefs: () => latest.current.prefs(),
      isMuted: (slug) => latest.current.isMuted(slug),
      chatOpen: () => latest.current.chatOpen(),
      titleOf: (happened) => latest.current.titleOf(happened),
      open: (id) => latest.current.open(id),
    };
    return new Alerts(desk, of).start();
  }, [desk]);

  useEffect(() => {
    void keepPush(desk.yo.agente.id).catch(() => {}); // looked at again on the next visit
    const told = ({ data }: MessageEvent) =>
      data?.type === "open" && latest.current.open(data.chat_id);
    navigator.serviceWorker?.addEventListener("message", told);
    return () => navigator.serviceWorker?.removeEventListener("message", told);
  }, [desk]);

  return null;
}
