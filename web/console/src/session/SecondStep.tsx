// The second step of a log-in: a code of the phone's, one of those kept for such a day, or a passkey.
import { useEffect, useRef, useState } from "react";
import { Problem, request } from "../http";
import { problemText, useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { Field, TextInput } from "../ui/fields";
import { WindowMark } from "../ui/Mark";
import { AUTH } from "./allauth";
import { hasPasskeys, stepByPasskey, wasDismissed } from "./passkeys";
import { secondTexts } from "./texts";

type Props = { onIn: () => void | Promise<void>; onBack: () => void };

export default function SecondStep({ onIn, onBack }: Props) {
  const t = useTexts();
  const s = useTextsOf(secondTexts);
  const box = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  useEffect(() => box.current?.focus(), []);

  const say = (error: unknown) => {
    if (wasDismissed(error)) return;
    const status = error instanceof Problem ? error.status : -1;
    if (status === 401 || status === 409) return onBack(); // It took too long: from the beginning.
    setProblem(
      status === 400
        ? s.wrongCode
        : status === 429
          ? t.loginTooMany
          : problemText(t, "error_interno"),
    );
    box.current?.select();
  };
  const attempt = async (step: () => Promise<unknown>) => {
    setWorking(true);
    setProblem(null);
    try {
      await step();
      await onIn();
    } catch (error) {
      say(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <main className="grid h-full place-items-center overflow-auto p-4">
      <form
        noValidate
        className="flex w-full max-w-[336px] flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const code = (box.current?.value ?? "").replace(/[\s-]/g, "");
          if (!code) return setProblem(s.fillCode);
          if (!working) void attempt(() => request("POST", `${AUTH}2fa/authenticate`, { code }));
        }}
      >
        <div className="flex flex-col gap-3">
          <span className="flex items-center gap-2 text-md font-semibold">
            <WindowMark size={26} /> Ventanilla
          </span>
          <h1 className="text-2xl font-semibold tracking-tight">{s.title}</h1>
        </div>
        <Field label={s.code} hint={s.codeHelp} error={problem}>
          {(props) => (
            <TextInput
              {...props}
              ref={box}
              name="code"
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              className="text-lg tracking-wider"
            />
          )}
        </Field>
        <Button look="primary" type="submit" disabled={working} className="min-h-11">
          {working ? t.loginWorking : t.loginSubmit}
        </Button>
        {hasPasskeys() && (
          <Button
            className="min-h-11"
            disabled={working}
            onClick={() => void attempt(stepByPasskey)}
          >
            {s.byPasskey}
          </Button>
        )}
        <Button look="quiet" onClick={onBack}>
          {s.back}
        </Button>
      </form>
    </main>
  );
}
