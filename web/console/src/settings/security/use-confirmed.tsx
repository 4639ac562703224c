// What changes how one comes in asks for the password again, where that was not said just now: one dialog,
// after which the call is made once more.
import { type ReactNode, useState } from "react";
import { codigoOf, Problem } from "../../http";
import { BOX, Modal } from "../../over/Modal";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, TextInput } from "../../ui/fields";
import { account, needsConfirming } from "./api";
import { securityTexts } from "./texts";

type Waiting = { again: () => Promise<void>; drop: (reason: unknown) => void };

/** Thrown where the person has closed the dialog. */
export class NotConfirmed extends Error {}

export function useConfirmed(): readonly [
  run: <T>(call: () => Promise<T>) => Promise<T>,
  dialog: ReactNode,
] {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const run = async <T,>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (!needsConfirming(error)) throw error;
    }
    return new Promise<T>((done, drop) => {
      setWaiting({ again: () => call().then(done, drop), drop });
    });
  };
  const dialog = waiting && (
    <PasswordDialog
      onConfirmed={async () => {
        setWaiting(null);
        await waiting.again();
      }}
      onClose={() => {
        setWaiting(null);
        waiting.drop(new NotConfirmed());
      }}
    />
  );
  return [run, dialog];
}

type DialogProps = { onConfirmed: () => Promise<void>; onClose: () => void };

function PasswordDialog({ onConfirmed, onClose }: DialogProps) {
  const t = useTexts();
  const s = useTextsOf(securityTexts);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async () => {
    try {
      await account.confirm(password);
    } catch (error) {
      const isWrong = error instanceof Problem && error.status === 400;
      setProblem(isWrong ? s.wrongPassword : problemText(t, codigoOf(error)));
      return;
    }
    await onConfirmed();
  };
  return (
    <Modal
      title={s.confirmTitle}
      className={`w-[min(400px,calc(100vw-32px))] ${BOX}`}
      onClose={onClose}
    >
      <form
        className="mt-2 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <Field label={s.password} hint={s.confirmHelp} error={problem}>
          {(props) => (
            <TextInput
              {...props}
              type="password"
              required
              autoComplete="current-password"
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="primary" type="submit">
            {s.goOn}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
