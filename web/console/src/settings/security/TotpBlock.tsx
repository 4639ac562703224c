// Codes of a phone's application: set up by a picture, confirmed by a code, taken away.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { send } from "../../data/queries";
import { Problem } from "../../http";
import { BOX, Modal } from "../../over/Modal";
import { toasts } from "../../shell/toasts";
import { useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, TextInput } from "../../ui/fields";
import type { wire } from "../../wire";
import { Block } from "../SectionFrame";
import { account, newTotp, STEPS } from "./api";
import { RecoveryCodes } from "./RecoveryCodes";
import { securityTexts } from "./texts";
import { useComplaint } from "./use-complaint";
import { useConfirmed } from "./use-confirmed";

export function TotpBlock({ onDone }: { onDone?: () => void }) {
  const s = useTextsOf(securityTexts);
  const complain = useComplaint();
  const queries = useQueryClient();
  const steps = useQuery({ queryKey: STEPS, queryFn: account.steps });
  const [run, dialog] = useConfirmed();
  const [setup, setSetup] = useState<{ secret: string; url: string } | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const isOn = steps.data?.some(({ type }) => type === "totp") ?? false;
  const begin = useMutation({ mutationFn: newTotp, onSuccess: setSetup, onError: complain });
  const remove = useMutation({
    mutationFn: () => run(account.removeTotp),
    onSuccess: () => void queries.invalidateQueries({ queryKey: STEPS }),
    onError: complain,
  });
  const activated = async () => {
    setSetup(null);
    await queries.invalidateQueries({ queryKey: STEPS });
    toasts.show({ title: s.totpOn });
    const kept = await account.recoveryCodes();
    if (kept.type === "recovery_codes" && kept.unused_codes) setCodes(kept.unused_codes);
    else onDone?.();
  };
  return (
    <Block title={s.totpTitle} about={s.totpAbout}>
      {isOn ? (
        <div className="flex items-center gap-3">
          <span className="text-ink-2">{s.totpIsOn}</span>
          <Button disabled={remove.isPending} onClick={() => remove.mutate()}>
            {s.totpRemove}
          </Button>
        </div>
      ) : (
        <Button className="self-start" disabled={begin.isPending} onClick={() => begin.mutate()}>
          {s.totpStart}
        </Button>
      )}
      {setup && (
        <SetupDialog
          {...setup}
          activate={(code) => run(() => account.activateTotp(code))}
          onDone={() => void activated()}
          onClose={() => setSetup(null)}
        />
      )}
      {codes && (
        <Modal
          title={s.codesTitle}
          className={`w-[min(480px,calc(100vw-24px))] ${BOX}`}
          onClose={() => {
            setCodes(null);
            onDone?.();
          }}
        >
          <RecoveryCodes
            codes={codes}
            onDone={() => {
              setCodes(null);
              onDone?.();
            }}
          />
        </Modal>
      )}
      {dialog}
    </Block>
  );
}

type SetupProps = {
  secret: string;
  url: string;
  activate: (code: string) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
};

function SetupDialog({ secret, url, activate, onDone, onClose }: SetupProps) {
  const t = useTexts();
  const s = useTextsOf(securityTexts);
  const complain = useComplaint();
  const [code, setCode] = useState("");
  const qr = useQuery({
    queryKey: ["security", "qr", url],
    queryFn: () => send<wire.Qr>("POST", "/api/soporte/yo/qr/", { texto: url }),
  });
  const confirm = useMutation({
    mutationFn: () => activate(code.replace(/\s/g, "")),
    onSuccess: onDone,
    onError: (error) => {
      if (!isWrongCode(error)) complain(error);
    },
  });
  return (
    <Modal
      title={s.totpTitle}
      className={`w-[min(440px,calc(100vw-24px))] ${BOX}`}
      onClose={onClose}
    >
      <form
        className="mt-2 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!confirm.isPending) confirm.mutate();
        }}
      >
        <p className="text-ink-2">{s.totpScan}</p>
        <div className="mx-auto size-44 rounded-md bg-white p-2">
          {qr.data && (
            <svg role="img" aria-label={s.qr} viewBox={`0 0 ${qr.data.lado} ${qr.data.lado}`}>
              <path d={qr.data.camino} fill="#000" />
            </svg>
          )}
        </div>
        <p className="text-sm text-ink-3">
          {s.totpByHand} <code className="break-all text-ink">{secret}</code>
        </p>
        <Field label={s.totpCode} error={isWrongCode(confirm.error) && s.wrongCode}>
          {(props) => (
            <TextInput
              {...props}
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              className="max-w-40 text-lg tracking-wider"
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="primary" type="submit" disabled={confirm.isPending}>
            {s.activate}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const isWrongCode = (error: unknown): boolean => error instanceof Problem && error.status === 400;
