// How a tenant signs the tokens of its people: a secret that can be given anew, or its own public keys.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { whenWithHour } from "../../format";
import { codigoOf } from "../../http";
import { BOX, Modal } from "../../over/Modal";
import { toasts } from "../../shell/toasts";
import { problemText, useLanguage, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, Select, TextArea } from "../../ui/fields";
import { useNow } from "../../ui/use-now";
import type { wire } from "../../wire";
import { SecretOnce } from "../SecretOnce";
import { Block } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { wrongWith } from "../wrong";
import { TENANTS, tenantsApi } from "./api";
import { tenantsTexts } from "./texts";

type Props = { tenant: wire.TenantAdministrado };

export function SigningBlock({ tenant }: Props) {
  const t = useTextsOf(tenantsTexts);
  return (
    <Block title={t.signing} about={t.signingAbout}>
      {tenant.firma === "secreto" && <SecretPart tenant={tenant} />}
      <KeysPart tenant={tenant} />
    </Block>
  );
}

function SecretPart({ tenant }: Props) {
  const t = useTextsOf(tenantsTexts);
  const language = useLanguage();
  const now = useNow(60_000);
  const [renewing, setRenewing] = useState(false);
  const until = tenant.secreto_anterior_hasta;
  const { mutate, isPending } = useChange(() => tenantsApi.endGrace(tenant.slug));
  return (
    <>
      <Button className="self-start" onClick={() => setRenewing(true)}>
        {t.renew}
      </Button>
      {until && (
        <p className="flex flex-wrap items-center gap-3 text-ink-2">
          {t.graceUntil(whenWithHour(until, now, language))}
          <Button look="quiet" disabled={isPending} onClick={() => mutate()}>
            {t.endGrace}
          </Button>
        </p>
      )}
      {renewing && <RenewDialog tenant={tenant} onDone={() => setRenewing(false)} />}
    </>
  );
}

const GRACES = [0, 1, 24, 24 * 7, 24 * 30];

function RenewDialog({ tenant, onDone }: Props & { onDone: () => void }) {
  const t = useTextsOf(tenantsTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const queries = useQueryClient();
  const [grace, setGrace] = useState(24);
  const renew = useMutation({
    mutationFn: () => tenantsApi.renewSecret(tenant.slug, grace),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [TENANTS[0]] }),
  });
  const words = (hours: number) =>
    hours === 0 ? t.graceNone : hours < 48 ? t.graceHours(hours) : t.graceDays(hours / 24);
  return (
    <Modal
      title={t.renewTitle}
      className={`w-[min(520px,calc(100vw-24px))] ${BOX}`}
      onClose={onDone}
    >
      <div className="mt-2 flex flex-col gap-4">
        {renew.data ? (
          <>
            <SecretOnce secret={renew.data.secreto} />
            <Button look="primary" className="self-end" onClick={onDone}>
              {s.done}
            </Button>
          </>
        ) : (
          <>
            <p className="text-ink-2">{t.renewHelp}</p>
            <Field label={t.grace}>
              {(props) => (
                <Select
                  {...props}
                  value={grace}
                  onChange={({ target }) => setGrace(Number(target.value))}
                >
                  {GRACES.map((hours) => (
                    <option key={hours} value={hours}>
                      {words(hours)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {renew.isError && (
              <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
                {problemText(common, codigoOf(renew.error))}
              </p>
            )}
            <div className="flex justify-end gap-2">
              <Button onClick={onDone}>{common.cancel}</Button>
              <Button look="primary" disabled={renew.isPending} onClick={() => renew.mutate()}>
                {t.renew}
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}

function KeysPart({ tenant }: Props) {
  const t = useTextsOf(tenantsTexts);
  const [text, setText] = useState("");
  const keep = useChange((jwks: Record<string, unknown> | null) =>
    tenantsApi.change(tenant.slug, { jwks }),
  );
  const jwks = parsed(text);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (jwks && !keep.isPending) keep.mutate(jwks, { onSuccess: () => setText("") });
      }}
    >
      <Field
        label={t.jwks}
        hint={
          tenant.firma === "jwks" ? t.jwksNow(tenant.claves.filter(Boolean).join(", ")) : t.jwksHelp
        }
        error={wrongWith(keep.error, "jwks") ?? (text.trim() && !jwks ? t.jwksBad : undefined)}
      >
        {(props) => (
          <TextArea
            {...props}
            rows={3}
            spellCheck={false}
            placeholder='{"keys": [{"kty": "RSA", …}]}'
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" disabled={!jwks || keep.isPending}>
          {t.jwksSave}
        </Button>
        {tenant.firma === "jwks" && (
          <Button look="quiet" disabled={keep.isPending} onClick={() => keep.mutate(null)}>
            {t.jwksRemove}
          </Button>
        )}
      </div>
    </form>
  );
}

/** A change of the tenant: the list is read again, and what fails without a field says so. */
function useChange<V = void>(change: (value: V) => Promise<unknown>) {
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [TENANTS[0]] });
      toasts.show({ title: s.saved });
    },
    onError: (error) => {
      if (!wrongWith(error, "jwks")) toasts.show({ title: problemText(common, codigoOf(error)) });
    },
  });
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
