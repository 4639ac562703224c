// Who is there decides what is drawn: the log-in page, or the desk of that agente.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { writing } from "../chat/api";
import { deskApi } from "../desk-api";
import { codigoOf, Problem, request } from "../http";
import { Desk } from "../live/desk";
import { sessionKeep } from "../live/keep";
import { problemText, useTexts } from "../texts";
import { Button } from "../ui/Button";
import { WindowMark } from "../ui/Mark";
import { Notice } from "../ui/Notice";
import { useStore } from "../ui/use-store";
import type { Yo } from "../wire";
import { DeskContext } from "./desk-context";
import { hostLogin } from "./host";
import { LoginPage } from "./LoginPage";

const OwedPage = lazy(() => import("./OwedPage"));
const HostDoor = lazy(() => import("./HostDoor"));

const api = deskApi(request);
const YO = ["yo"];

export function SessionGate({ children }: { children: ReactNode }) {
  const t = useTexts();
  const yo = useQuery({ queryKey: YO, queryFn: api.yo, staleTime: Number.POSITIVE_INFINITY });
  const codigo = yo.isError ? codigoOf(yo.error) : null;
  const enter = async () => {
    await yo.refetch();
  };

  if (codigo === "no_autenticado" || codigo === "prohibido") {
    const expired = yo.data ? t.loginExpired : null;
    const notice = codigo === "prohibido" ? t.loginNotAgent : expired;
    return hostLogin === null ? (
      <LoginPage notice={notice} onIn={enter} />
    ) : (
      <Suspense>
        <HostDoor notice={notice} />
      </Suspense>
    );
  }
  if (yo.data && yo.data.debe.length > 0) {
    return (
      <Suspense>
        <OwedPage yo={yo.data} onDone={enter} />
      </Suspense>
    );
  }
  if (yo.data) {
    return (
      <LiveDesk key={yo.data.agente.id} yo={yo.data}>
        {children}
      </LiveDesk>
    );
  }
  return (
    <main className="grid h-full place-items-center" aria-busy={yo.isPending}>
      {codigo === null ? (
        <WindowMark size={40} />
      ) : (
        <Notice alert title={problemText(t, codigo)} icon={<WindowMark size={32} />}>
          <Button onClick={enter}>{t.retry}</Button>
        </Notice>
      )}
    </main>
  );
}

function LiveDesk({ yo, children }: { yo: Yo; children: ReactNode }) {
  const queries = useQueryClient();
  const [desk] = useState(() => deskOf(yo));
  const connection = useStore(desk.socket.connection);

  useEffect(() => {
    desk.start();
    return () => desk.stop();
  }, [desk]);

  useEffect(() => {
    const isOut = connection.status === "refused" && connection.reason === "no_autenticado";
    if (isOut) void queries.invalidateQueries({ queryKey: YO });
  }, [connection, queries]);

  return <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>;
}

const deskOf = (yo: Yo): Desk =>
  new Desk({
    api,
    writing,
    yo,
    keep: sessionKeep(`ventanilla.${yo.agente.id}.`),
    socketUrl: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/soporte/`,
    probe: whyRefused,
  });

// The browser does not say why a handshake was refused; an HTTP call with the same session does.
async function whyRefused(): Promise<{ status: number }> {
  try {
    await api.yo();
    return { status: 200 };
  } catch (error) {
    if (error instanceof Problem && error.status > 0) return { status: error.status };
    throw error;
  }
}
