// What an agente has to do before anything else: choose a password of their own, set up a second step.

import { PasskeysBlock } from "../settings/security/PasskeysBlock";
import { PasswordBlock } from "../settings/security/PasswordBlock";
import { TotpBlock } from "../settings/security/TotpBlock";
import { useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { WindowMark } from "../ui/Mark";
import type { Yo } from "../wire";
import { leave } from "./leave";
import { secondTexts } from "./texts";

type Props = { yo: Yo; onDone: () => void | Promise<void> };

export default function OwedPage({ yo, onDone }: Props) {
  const t = useTexts();
  const s = useTextsOf(secondTexts);
  const owesPassword = yo.debe.includes("clave");
  return (
    <main className="h-full overflow-y-auto p-4">
      <div className="mx-auto flex w-full max-w-xl flex-col gap-5 pt-[8vh]">
        <span className="flex items-center gap-2 text-md font-semibold">
          <WindowMark size={26} /> Ventanilla
        </span>
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">
            {owesPassword ? s.oweTitlePassword : s.oweTitleSteps}
          </h1>
          <p className="mt-1 text-ink-2">{owesPassword ? s.owePassword : s.oweSteps}</p>
        </div>
        {owesPassword ? (
          <PasswordBlock onDone={() => void onDone()} />
        ) : (
          <>
            <TotpBlock onDone={() => void onDone()} />
            <PasskeysBlock onDone={() => void onDone()} />
          </>
        )}
        <Button look="quiet" className="self-start" onClick={() => void leave(t)}>
          {t.logout}
        </Button>
      </div>
    </main>
  );
}
