// What this browser lets us do: its notices, and pushes to it. It is asked on a click only.
import { type ReactNode, useEffect, useState } from "react";
import { type PushState, pushState, startPush, stopPush } from "../../alerts/push";
import { send } from "../../data/queries";
import { codigoOf, Problem } from "../../http";
import { useDesk } from "../../session/desk-context";
import { toasts } from "../../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Block } from "../SectionFrame";
import { notificationTexts } from "./texts";

export function BrowserBlock() {
  const t = useTextsOf(notificationTexts);
  const common = useTexts();
  const { yo } = useDesk();
  const [push, setPush] = useState<PushState | null>(null);
  const [notices, setNotices] = useState(permission);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void pushState().then(setPush, () => setPush("unsupported"));
  }, []);

  const turn = async (verb: () => Promise<PushState>) => {
    setBusy(true);
    try {
      setPush(await verb());
    } catch (error) {
      const title = error instanceof Problem ? problemText(common, codigoOf(error)) : t.pushFailed;
      toasts.show({ title });
    } finally {
      setNotices(permission());
      setBusy(false);
    }
  };
  const test = async () => {
    try {
      await send("POST", "/api/soporte/push/prueba/");
      toasts.show({ title: t.tested });
    } catch (error) {
      toasts.show({ title: problemText(common, codigoOf(error)) });
    }
  };

  return (
    <Block title={t.browser}>
      <Ability
        title={t.notices}
        state={
          {
            granted: t.noticesOn,
            default: t.noticesAsk,
            denied: t.denied,
            unsupported: t.unsupported,
          }[notices]
        }
      >
        {notices === "default" && (
          <Button onClick={() => void Notification.requestPermission().then(setNotices)}>
            {t.allow}
          </Button>
        )}
      </Ability>
      <Ability
        title={t.pushHere}
        state={
          push &&
          { on: t.pushOn, off: t.pushOff, denied: t.denied, unsupported: t.unsupported }[push]
        }
      >
        {push === "on" && (
          <>
            <Button look="quiet" onClick={() => void test()}>
              {t.test}
            </Button>
            <Button disabled={busy} onClick={() => void turn(stopPush)}>
              {t.turnOff}
            </Button>
          </>
        )}
        {push === "off" && (
          <Button
            look="primary"
            disabled={busy}
            onClick={() => void turn(() => startPush(yo.agente.id))}
          >
            {t.turnOn}
          </Button>
        )}
      </Ability>
    </Block>
  );
}

const permission = (): NotificationPermission | "unsupported" =>
  typeof Notification === "function" ? Notification.permission : "unsupported";

type AbilityProps = { title: string; state: string | null; children: ReactNode };

function Ability({ title, state, children }: AbilityProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{title}</p>
        <p role="status" className="min-h-5 text-sm text-ink-3">
          {state}
        </p>
      </div>
      <div className="flex gap-2">{children}</div>
    </div>
  );
}
