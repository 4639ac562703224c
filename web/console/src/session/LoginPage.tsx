// Where an agente logs in, by password and, where it is set up, a second step; or by passkey. It keeps the
// address, so that the page asked for comes right after.
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { type Texts, useTexts } from "../texts";
import { Button } from "../ui/Button";
import { WindowMark } from "../ui/Mark";
import { type LoginFailure, login } from "./allauth";
import { backFrom } from "./oidc";

type Props = { notice: string | null; onIn: () => void | Promise<void> };

const SecondStep = lazy(() => import("./SecondStep"));
const ProviderButton = lazy(() => import("./ProviderButton"));
const PasskeyButton = lazy(() => import("./PasskeyButton"));

const FAILURE: Record<Exclude<LoginFailure, "second_step">, keyof Texts> = {
  wrong: "loginWrong",
  too_many: "loginTooMany",
  unreachable: "problemOffline",
  server: "problemServer",
};

export function LoginPage({ notice, onIn }: Props) {
  const t = useTexts();
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [hasSecondStep, setHasSecondStep] = useState(
    () => notice === null && backFrom(location.search) === "second_step",
  );

  useEffect(() => {
    user.current?.focus();
    document.title = `${t.loginTitle} · Ventanilla`;
  }, [t]);

  const complain = (text: string, field: HTMLInputElement | null) => {
    setProblem(text);
    field?.focus();
  };

  const submit = async () => {
    const name = user.current?.value.trim() ?? "";
    const secret = password.current?.value ?? "";
    if (!name) return complain(t.loginFillUser, user.current);
    if (!secret) return complain(t.loginFillPassword, password.current);
    setWorking(true);
    setProblem(null);
    const failure = await login(name, secret);
    if (failure === null) await onIn();
    setWorking(false);
    if (failure === null) return;
    if (failure === "second_step") return setHasSecondStep(true);
    complain(t[FAILURE[failure]] as string, password.current);
    password.current?.select();
  };

  if (hasSecondStep) {
    return (
      <Suspense>
        <SecondStep onIn={onIn} onBack={() => setHasSecondStep(false)} />
      </Suspense>
    );
  }
  const shown = problem ?? notice;
  return (
    <main className="grid h-full place-items-center overflow-auto p-4">
      <form
        noValidate
        className="flex w-full max-w-[336px] flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!working) void submit();
        }}
      >
        <div className="flex flex-col gap-3">
          <span className="flex items-center gap-2 text-md font-semibold">
            <WindowMark size={26} /> Ventanilla
          </span>
          <h1 className="text-2xl font-semibold tracking-tight">{t.loginTitle}</h1>
        </div>
        <p
          role="alert"
          id="login-problem"
          className={
            shown
              ? `rounded-sm px-3 py-2 ${problem ? "bg-danger-soft text-danger" : "bg-sunk text-ink-2"}`
              : "sr-only"
          }
        >
          {shown}
        </p>
        <Field label={t.loginUser}>
          <input
            ref={user}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={problem !== null}
            aria-describedby="login-problem"
            className="field text-lg"
          />
        </Field>
        <Field label={t.loginPassword}>
          <input
            ref={password}
            name="password"
            type="password"
            autoComplete="current-password"
            aria-invalid={problem !== null}
            aria-describedby="login-problem"
            className="field text-lg"
          />
        </Field>
        <Button look="primary" type="submit" disabled={working} className="min-h-11">
          {working ? t.loginWorking : t.loginSubmit}
        </Button>
        <Suspense>
          <ProviderButton onProblem={setProblem} />
        </Suspense>
        {"PublicKeyCredential" in window && (
          <Suspense fallback={<div className="min-h-11" />}>
            <PasskeyButton onIn={onIn} onProblem={setProblem} />
          </Suspense>
        )}
      </form>
    </main>
  );
}

function Field({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="flex flex-col gap-1">
      <span className="font-medium">{label}</span>
      {children}
    </label>
  );
}
