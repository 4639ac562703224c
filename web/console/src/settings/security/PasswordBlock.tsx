// One's own password.
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { codigoOf, Problem } from "../../http";
import { toasts } from "../../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, TextInput } from "../../ui/fields";
import { Block } from "../SectionFrame";
import { account } from "./api";
import { securityTexts } from "./texts";

export function PasswordBlock({ onDone }: { onDone?: () => void }) {
  const t = useTexts();
  const s = useTextsOf(securityTexts);
  const [now, setNow] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    mutationFn: () => account.changePassword(now, next),
    onSuccess: () => {
      setNow("");
      setNext("");
      toasts.show({ title: s.passwordChanged });
      onDone?.();
    },
  });
  const wrong = paramOf(change.error);
  return (
    <Block title={s.passwordTitle} about={s.passwordAbout}>
      <form
        className="flex max-w-sm flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!change.isPending) change.mutate();
        }}
      >
        <Field label={s.passwordNow} error={wrong === "current_password" && s.wrongPassword}>
          {(props) => (
            <TextInput
              {...props}
              type="password"
              required
              autoComplete="current-password"
              value={now}
              onChange={({ target }) => setNow(target.value)}
            />
          )}
        </Field>
        <Field
          label={s.passwordNew}
          hint={s.passwordHelp}
          error={wrong === "new_password" && s.weakPassword}
        >
          {(props) => (
            <TextInput
              {...props}
              type="password"
              required
              minLength={8}
              autoComplete="new-password"
              value={next}
              onChange={({ target }) => setNext(target.value)}
            />
          )}
        </Field>
        {change.isError && !wrong && (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
            {problemText(t, codigoOf(change.error))}
          </p>
        )}
        <Button look="primary" type="submit" className="self-start" disabled={change.isPending}>
          {s.changePassword}
        </Button>
      </form>
    </Block>
  );
}

/** The field that allauth would not have. */
function paramOf(error: unknown): string | null {
  if (!(error instanceof Problem) || error.status !== 400) return null;
  const [first] = (error.body.errors ?? []) as { param?: string }[];
  return first?.param ?? "new_password";
}
