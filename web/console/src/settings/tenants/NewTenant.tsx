// A tenant is made: its name, what it is called in addresses, its domain. Then its secret, this once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { codigoOf } from "../../http";
import { BOX, Modal } from "../../over/Modal";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, TextInput } from "../../ui/fields";
import { fold } from "../../ui/fold";
import { SecretOnce } from "../SecretOnce";
import { settingsTexts } from "../texts";
import { wrongWith } from "../wrong";
import { TENANTS, tenantsApi } from "./api";
import { tenantsTexts } from "./texts";

export function NewTenant({ onDone }: { onDone: () => void }) {
  const t = useTextsOf(tenantsTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const queries = useQueryClient();
  const [nombre, setNombre] = useState("");
  const [own, setOwn] = useState<string | null>(null);
  const [domain, setDomain] = useState("");
  const slug = own ?? slugOf(nombre);
  const make = useMutation({
    mutationFn: () =>
      tenantsApi.make({ slug, nombre, dominios: domain.trim() ? [domain.trim()] : [] }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [TENANTS[0]] }),
  });
  const wrong = wrongWith(make.error, "slug") ?? wrongWith(make.error, "nombre");

  return (
    <Modal
      title={make.data ? make.data.tenant.nombre : t.create}
      className={`w-[min(520px,calc(100vw-24px))] ${BOX}`}
      onClose={onDone}
    >
      {make.data ? (
        <div className="mt-3 flex flex-col gap-4">
          <SecretOnce secret={make.data.secreto} />
          <Button look="primary" className="self-end" onClick={onDone}>
            {s.done}
          </Button>
        </div>
      ) : (
        <form
          className="mt-3 flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!make.isPending) make.mutate();
          }}
        >
          <Field label={t.name}>
            {(props) => (
              <TextInput
                {...props}
                required
                maxLength={200}
                value={nombre}
                onChange={({ target }) => setNombre(target.value)}
              />
            )}
          </Field>
          <Field label={t.slug} hint={t.slugHelp}>
            {(props) => (
              <TextInput
                {...props}
                required
                maxLength={40}
                pattern="[a-z][a-z0-9\-]*"
                autoComplete="off"
                spellCheck={false}
                value={slug}
                onChange={({ target }) => setOwn(target.value.toLowerCase())}
              />
            )}
          </Field>
          <Field label={t.firstDomain} hint={t.firstDomainHelp(slug)}>
            {(props) => (
              <TextInput
                {...props}
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="soporte.acme.example"
                value={domain}
                onChange={({ target }) => setDomain(target.value)}
              />
            )}
          </Field>
          {make.isError && (
            <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-danger">
              {wrong ?? problemText(common, codigoOf(make.error))}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onDone}>{common.cancel}</Button>
            <Button look="primary" type="submit" disabled={make.isPending}>
              {t.createIt}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

/** «Acme Logística» is acme-logistica. */
export const slugOf = (nombre: string): string =>
  fold(nombre)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40);
