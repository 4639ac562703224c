// What is set of one tenant: saved together; how it signs and whether it is suspended, each by itself.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { codigoOf } from "../../http";
import { toasts } from "../../shell/toasts";
import { problemText, useTexts, useTextsOf } from "../../texts";
import { Button } from "../../ui/Button";
import { Field, Select, TextArea, TextInput } from "../../ui/fields";
import { Segmented } from "../../ui/Segmented";
import type { wire } from "../../wire";
import { Block } from "../SectionFrame";
import { settingsTexts } from "../texts";
import { wrongWith } from "../wrong";
import { linesOf, TENANTS, tenantsApi } from "./api";
import { SigningBlock } from "./SigningBlock";
import { SuspendBlock } from "./SuspendBlock";
import { tenantsTexts } from "./texts";

export function TenantForm({ tenant }: { tenant: wire.TenantAdministrado }) {
  const t = useTextsOf(tenantsTexts);
  const s = useTextsOf(settingsTexts);
  const common = useTexts();
  const queries = useQueryClient();
  const [form, setForm] = useState(() => draftOf(tenant));
  const change = (some: Partial<Draft>) => setForm({ ...form, ...some });
  const save = useMutation({
    mutationFn: () => tenantsApi.change(tenant.slug, bodyOf(form)),
    onSuccess: (kept) => {
      void queries.invalidateQueries({ queryKey: [TENANTS[0]] });
      setForm(draftOf(kept));
      toasts.show({ title: s.saved });
    },
  });
  const wrong = (campo: string) => wrongWith(save.error, campo);
  const isNamed = ["nombre", "color", "dominios", "origenes", "limites", "tema"].some(wrong);

  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        <Block title={tenant.slug}>
          <div className="grid grid-cols-[minmax(0,1fr)_88px] gap-3">
            <Field label={t.name} error={wrong("nombre")}>
              {(props) => (
                <TextInput
                  {...props}
                  required
                  maxLength={200}
                  value={form.nombre}
                  onChange={({ target }) => change({ nombre: target.value })}
                />
              )}
            </Field>
            <Field label={t.color} error={wrong("color")}>
              {(props) => (
                <TextInput
                  {...props}
                  type="color"
                  className="!p-1"
                  value={form.color}
                  onChange={({ target }) => change({ color: target.value })}
                />
              )}
            </Field>
          </div>
          <Field label={t.domains} hint={t.domainsHelp} error={wrong("dominios")}>
            {(props) => (
              <TextArea
                {...props}
                required
                spellCheck={false}
                value={form.dominios}
                onChange={({ target }) => change({ dominios: target.value })}
              />
            )}
          </Field>
          <Field label={t.origins} hint={t.originsHelp} error={wrong("origenes")}>
            {(props) => (
              <TextArea
                {...props}
                rows={2}
                spellCheck={false}
                value={form.origenes}
                onChange={({ target }) => change({ origenes: target.value })}
              />
            )}
          </Field>
        </Block>
        <Block title={t.look}>
          <Field label={t.language}>
            {(props) => (
              <Select
                {...props}
                value={form.idioma}
                onChange={({ target }) => change({ idioma: target.value as Draft["idioma"] })}
              >
                <option value="">{t.asBrowser}</option>
                <option value="es">{t.es}</option>
                <option value="en">{t.en}</option>
              </Select>
            )}
          </Field>
          <Segmented
            label={t.mode}
            value={form.modo}
            options={[
              ["auto", t.auto],
              ["claro", t.light],
              ["oscuro", t.dark],
            ]}
            onChoose={(modo) => change({ modo })}
          />
          {(["es", "en"] as const).map((language) => (
            <Field
              key={language}
              label={language === "es" ? t.greetingEs : t.greetingEn}
              hint={language === "es" && t.greetingHelp}
            >
              {(props) => (
                <TextInput
                  {...props}
                  maxLength={200}
                  value={form.saludo[language] ?? ""}
                  onChange={({ target }) =>
                    change({ saludo: { ...form.saludo, [language]: target.value } })
                  }
                />
              )}
            </Field>
          ))}
        </Block>
        <Block title={t.limits} about={t.limitsAbout}>
          <div className="grid grid-cols-2 gap-3">
            {(["por_cliente", "por_tenant"] as const).map((name) => (
              <Field key={name} label={name === "por_cliente" ? t.perCliente : t.perTenant}>
                {(props) => (
                  <TextInput
                    {...props}
                    type="number"
                    min="0.1"
                    max="10000"
                    step="0.1"
                    value={form[name]}
                    onChange={({ target }) => change({ [name]: target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
        </Block>
        {save.isError && !isNamed && (
          <p role="alert" className="mb-3 rounded-sm bg-danger-soft px-3 py-2 text-danger">
            {problemText(common, codigoOf(save.error))}
          </p>
        )}
        <Button look="primary" type="submit" className="mb-6" disabled={save.isPending}>
          {s.save}
        </Button>
      </form>
      <SigningBlock tenant={tenant} />
      {!tenant.es_plataforma && <SuspendBlock tenant={tenant} />}
    </div>
  );
}

type Draft = {
  nombre: string;
  color: string;
  dominios: string;
  origenes: string;
  idioma: "" | "es" | "en";
  modo: "auto" | "claro" | "oscuro";
  saludo: { es?: string; en?: string };
  por_cliente: string;
  por_tenant: string;
};

const draftOf = (tenant: wire.TenantAdministrado): Draft => ({
  nombre: tenant.nombre,
  color: tenant.color,
  dominios: tenant.dominios.join("\n"),
  origenes: tenant.origenes.join("\n"),
  idioma: tenant.idioma,
  modo: tenant.tema.modo ?? "auto",
  saludo: tenant.tema.saludo ?? {},
  por_cliente: tenant.limites.por_cliente?.toString() ?? "",
  por_tenant: tenant.limites.por_tenant?.toString() ?? "",
});

const bodyOf = (form: Draft): wire.CambiarTenant => ({
  nombre: form.nombre,
  color: form.color,
  dominios: linesOf(form.dominios),
  origenes: linesOf(form.origenes),
  idioma: form.idioma,
  tema: {
    modo: form.modo,
    saludo: Object.fromEntries(Object.entries(form.saludo).filter(([, text]) => text?.trim())),
  },
  limites: {
    por_cliente: form.por_cliente ? Number(form.por_cliente) : null,
    por_tenant: form.por_tenant ? Number(form.por_tenant) : null,
  },
});
